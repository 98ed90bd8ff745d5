namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>
/// A vertical gradient from one colour at height <paramref name="From"/> to another at <paramref name="To"/>.
/// </summary>
/// <param name="Top">Colour at and above <paramref name="From"/>.</param>
/// <param name="Bottom">Colour at and below <paramref name="To"/>.</param>
/// <param name="From">Height where the gradient starts, in unit coordinates.</param>
/// <param name="To">Height where it ends, below <paramref name="From"/>.</param>
/// <param name="Opacity">1 covers what lies below, 0 leaves it.</param>
readonly record struct Paint(Rgb Top, Rgb Bottom, float From, float To, float Opacity = 1)
{
    /// <summary>One even colour.</summary>
    public static Paint Solid(Rgb color, float opacity = 1) => new(color, color, 0, 1, opacity);

    /// <summary>The colour at a height in unit coordinates.</summary>
    public Rgb At(float y) => Top.Mix(Bottom, Math.Clamp((y - From) / (To - From), 0, 1));

    /// <summary>Both ends mixed with a colour.</summary>
    public Paint Mix(Rgb color, float t) => this with { Top = Top.Mix(color, t), Bottom = Bottom.Mix(color, t) };
}
