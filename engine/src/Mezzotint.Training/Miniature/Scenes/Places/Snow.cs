using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>White drifts, bluish in their hollows, and falling flakes.</summary>
static class Snow
{
    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        var far = Ridge.Wave(0.68f, 0.025f, 1.1f, random.NextSingle());
        var near = Ridge.Wave(0.76f, 0.02f, 0.8f, random.NextSingle());
        setting.Drawing.Add(Ridge.Below(far), Snowlit(setting, new(206, 222, 242), new(206, 222, 242), 0.66f), Role.Backdrop);
        setting.Drawing.Add(Ridge.Below(near), Snowlit(setting, new(252, 253, 255), new(214, 228, 246), 0.76f), Role.Backdrop);
        for (var i = 0; i < 24; i++)
        {
            var (x, y) = ((i % 6 + random.NextSingle()) / 6, (i / 6 + random.NextSingle()) / 4 * 0.9f);
            setting.Drawing.Add(Outline.Circle(x, y, random.Between(0.009f, 0.014f)), new Rgb(255, 255, 255), Role.Speck);
        }
        return x => near(x) + 0.06f;
    }

    /// <summary>Snow keeps more of its brightness in the dark than other ground does.</summary>
    static Paint Snowlit(Setting setting, Rgb top, Rgb bottom, float from) => new(
        setting.Daylight.Lit(top).Mix(top, 0.4f), setting.Daylight.Lit(bottom).Mix(bottom, 0.4f), from, 1);
}
