using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>A rounded hill in a named colour before a paler, farther one.</summary>
static class Hill
{
    static readonly Rgb[] Grounds =
    [
        new(226, 92, 84),    // red
        new(246, 168, 92),   // orange
        new(250, 226, 110),  // yellow
        new(124, 200, 84),   // green
        new(100, 160, 236),  // blue
        new(172, 122, 216),  // purple
        new(250, 176, 208),  // pink
        new(166, 122, 88),   // brown
        new(92, 92, 104),    // black
        new(244, 246, 250),  // white
    ];

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        var color = Grounds[(int)(setting.Scene.HillColor ?? ColorName.Green)];
        var side = random.Of(0.05f, 0.95f) + random.Between(-0.08f, 0.08f);
        var far = Ridge.Dome(side, random.Between(0.66f, 0.7f), 0.1f);
        var near = Ridge.Dome(random.Between(0.4f, 0.6f), random.Between(0.7f, 0.74f), 0.08f);
        setting.Drawing.Add(Ridge.Below(far), Hilly(setting, color, 0.22f), Role.Backdrop);
        var slope = new Paint(Hilly(setting, color, 0), Hilly(setting, color, 0).Scale(0.82f), 0.72f, 1);
        setting.Drawing.Add(Ridge.Below(near), slope, Role.Backdrop);
        for (var i = 0; i < 7; i++)
        {
            var (x, depth) = ((i + random.NextSingle()) / 7, random.Between(0.13f, 0.22f));
            var y = near(x) + depth;
            setting.AddSpeck(Outline.Polygon(new(x - 0.014f, y), new(x - 0.02f, y - 0.03f), new(x, y - 0.012f),
                new(x + 0.02f, y - 0.03f), new(x + 0.014f, y)), color.Scale(0.72f));
        }
        return x => near(x) + 0.06f;
    }

    /// <summary>A hill keeps some of its own colour in any light, for captions name it.</summary>
    static Rgb Hilly(Setting setting, Rgb color, float distance) =>
        setting.Daylight.Lit(color).Mix(color, 0.45f).Mix(setting.Daylight.Horizon, distance);
}
