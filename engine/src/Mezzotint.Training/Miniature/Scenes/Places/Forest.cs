using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>A grassy clearing before two rows of dark firs.</summary>
static class Forest
{
    static readonly Rgb Needles = new(44, 110, 84);
    static readonly Rgb Grass = new(112, 158, 74);

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        DrawFirs(setting, 0.44f, 0.1f, Needles.Mix(setting.Daylight.Horizon, 0.4f));
        DrawFirs(setting, 0.52f, 0.13f, Needles);
        var near = Ridge.Wave(0.76f, 0.012f, 0.9f, random.NextSingle());
        setting.Add(Ridge.Below(near), Grass, Grass.Scale(0.76f), 0.76f);
        return x => near(x) + 0.06f;
    }

    static void DrawFirs(Setting setting, float top, float pitch, Rgb color)
    {
        var random = setting.Random;
        var row = new Outline();
        for (var x = random.Between(-0.05f, 0.02f); x < 1.06f; x += pitch * random.Between(0.85f, 1.1f))
        {
            var (peak, half) = (top + random.Between(-0.05f, 0.05f), pitch * random.Between(0.6f, 0.75f));
            for (var tier = 0; tier < 3; tier++)
            {
                var (high, low) = (peak + tier * 0.07f, peak + 0.13f + tier * 0.09f);
                var reach = half * (0.55f + 0.225f * tier);
                row = row.With(Outline.Polygon(new Vector2(x, high), new(x + reach, low), new(x - reach, low)));
            }
            row = row.With(Outline.Rectangle(x - 0.012f, peak + 0.3f, x + 0.012f, 0.8f));
        }
        setting.Add(row.With(Outline.Rectangle(-0.02f, top + 0.2f, 1.02f, 0.8f)), color);
    }
}
