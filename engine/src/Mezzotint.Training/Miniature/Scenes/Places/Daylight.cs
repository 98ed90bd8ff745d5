using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>The colours of a time: of its sky, and of whatever its light falls on.</summary>
/// <param name="Zenith">Sky at the top edge.</param>
/// <param name="Middle">Sky half-way down to the horizon.</param>
/// <param name="Horizon">Sky at the horizon.</param>
/// <param name="Light">Colour of the light; white leaves things as they are.</param>
/// <param name="Haze">What things are mixed with under this sky.</param>
/// <param name="HazeShare">How far.</param>
sealed record Daylight(Rgb Zenith, Rgb Middle, Rgb Horizon, Rgb Light, Rgb Haze, float HazeShare)
{
    /// <summary>The colours of a time.</summary>
    public static Daylight Of(Time time) => time switch
    {
        Time.Day => new(new(96, 182, 244), new(152, 212, 250), new(208, 236, 252), Light: White, Haze: White, 0),
        Time.Night => new(new(14, 18, 58), new(24, 34, 92), new(52, 68, 140),
            Light: new(148, 140, 160), Haze: new(30, 44, 110), 0.07f),
        Time.Sunset => new(new(134, 74, 150), new(240, 112, 112), new(255, 196, 112),
            Light: new(250, 220, 200), Haze: new(240, 120, 90), 0.08f),
        Time.Rain => new(new(116, 126, 142), new(142, 152, 166), new(172, 180, 190),
            Light: new(196, 204, 214), Haze: new(140, 150, 164), 0.22f),
        _ => throw new ArgumentOutOfRangeException(nameof(time), $"{time} is no time."),
    };

    static Rgb White => new(255, 255, 255);

    /// <summary>A thing's colour in this light.</summary>
    public Rgb Lit(Rgb color) => color.Under(Light).Mix(Haze, HazeShare);

    /// <summary>A gradient in this light.</summary>
    public Paint Lit(Rgb top, Rgb bottom, float from, float to) => new(Lit(top), Lit(bottom), from, to);
}
