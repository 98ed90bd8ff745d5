using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>The shades in which a subject of one named colour is painted.</summary>
/// <param name="Main">The colour itself.</param>
/// <param name="Dark">Its shaded side: the same hue, still unmistakably the same name.</param>
/// <param name="Light">Its lit side, likewise.</param>
/// <param name="Edge">The outline that parts it from a backdrop of the same colour.</param>
/// <param name="Spot">Neutral dots and stripes upon it.</param>
/// <param name="DetailEdge">The outline of neutral parts upon it.</param>
sealed record Tones(Rgb Main, Rgb Dark, Rgb Light, Rgb Edge, Rgb Spot, Rgb DetailEdge)
{
    /// <summary>The neutral dark of wheels, doors and eyes.</summary>
    public static readonly Rgb Ink = new(44, 42, 56);

    /// <summary>The neutral pale of windows, caps and eyes.</summary>
    public static readonly Rgb Pale = new(255, 246, 216);

    static readonly Rgb Silver = new(128, 132, 152);

    static readonly Rgb[] Mains =
    [
        new(222, 40, 44),    // red
        new(250, 134, 20),   // orange
        new(255, 220, 40),   // yellow
        new(36, 158, 66),    // green
        new(38, 98, 222),    // blue
        new(136, 58, 190),   // purple
        new(255, 134, 190),  // pink
        new(128, 78, 44),    // brown
        new(40, 40, 48),     // black
        new(250, 250, 252),  // white
    ];

    /// <summary>The shades of a named colour.</summary>
    public static Tones Of(ColorName color)
    {
        var main = Mains[(int)color];
        return color switch
        {
            ColorName.Black => new(main, new(22, 22, 28), new(58, 58, 68), Silver, Pale, Silver),
            ColorName.White => new(main, new(222, 226, 236), main, new(120, 128, 156), new(190, 200, 222), Ink),
            ColorName.Yellow => new(main, new(244, 194, 20), new(255, 234, 120), new(140, 104, 10), Pale, Ink),
            ColorName.Orange => new(main, new(228, 108, 10), new(255, 158, 64), new(134, 62, 4), Pale, Ink),
            _ => new(main, main.Scale(0.84f), main.Mix(new(255, 255, 255), 0.16f), main.Scale(0.5f), Pale, Ink),
        };
    }
}
