using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>White drifts, bluish in their hollows, and falling flakes.</summary>
static class Snow
{
    static readonly Rgb Hollow = new(210, 225, 244);

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        var far = Ridge.Wave(0.68f, 0.025f, 1.1f, random.NextSingle());
        var near = Ridge.Wave(0.76f, 0.02f, 0.8f, random.NextSingle());
        setting.Drawing.Add(Ridge.Below(far), Snowlit(setting, Hollow, Hollow), Role.Backdrop);
        setting.Drawing.Add(Ridge.Below(near), Snowlit(setting, new(252, 253, 255), Hollow), Role.Backdrop);
        for (var i = 0; i < 24; i++)
        {
            var (x, y) = ((i % 6 + random.NextSingle()) / 6, (i / 6 + random.NextSingle()) / 4 * 0.9f);
            var flake = Outline.Circle(x, y, random.Between(0.009f, 0.014f));
            setting.Drawing.Add(flake, new Rgb(255, 255, 255), Role.Speck);
        }
        return x => near(x) + 0.06f;
    }

    /// <summary>Snow keeps more of its brightness in the dark than other ground does.</summary>
    static Paint Snowlit(Setting setting, Rgb top, Rgb bottom) => new(
        setting.Daylight.Lit(top).Mix(top, 0.4f), setting.Daylight.Lit(bottom).Mix(bottom, 0.4f), 0.76f, 1);
}
