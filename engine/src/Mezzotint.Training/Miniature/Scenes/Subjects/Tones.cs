using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>The shades in which a subject of one named colour is painted.</summary>
/// <param name="Main">The colour itself.</param>
/// <param name="Dark">Its shaded side: the same hue, still unmistakably the same name.</param>
/// <param name="Light">Its lit side, likewise.</param>
/// <param name="Edge">The outline that parts it from a backdrop of the same colour.</param>
sealed record Tones(Rgb Main, Rgb Dark, Rgb Light, Rgb Edge)
{
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
            ColorName.Black => new Tones(main, new(22, 22, 28), new(66, 66, 78), new(128, 132, 152)),
            ColorName.White => new Tones(main, new(222, 226, 236), new(255, 255, 255), new(120, 128, 156)),
            _ => new Tones(main, main.Scale(0.84f), main.Mix(new(255, 255, 255), 0.16f), main.Scale(0.5f)),
        };
    }
}
