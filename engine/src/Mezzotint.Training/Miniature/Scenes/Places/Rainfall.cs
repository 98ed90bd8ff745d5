using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Slanting strokes of rain over the whole setting, behind the subjects so that these stay whole.</summary>
static class Rainfall
{
    static readonly Rgb Drop = new(186, 212, 246);

    /// <summary>Draws it.</summary>
    public static void Draw(Setting setting)
    {
        var random = setting.Random;
        for (var i = 0; i < 30; i++)
        {
            var (x, y) = ((i % 6 + random.NextSingle()) / 6, (i / 6 + random.NextSingle()) / 5);
            var stroke = Outline.Line(0.011f, new(x, y), new(x - 0.02f, y + 0.06f));
            setting.Drawing.Add(stroke, Paint.Solid(Drop, 0.7f), Role.Speck);
        }
    }
}
