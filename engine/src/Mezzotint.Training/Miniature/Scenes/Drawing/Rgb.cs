namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>An sRGB colour, each channel 0..255 and not yet rounded.</summary>
readonly record struct Rgb(float R, float G, float B)
{
    /// <summary>The colour a share <paramref name="t"/> of the way to another, channel by channel.</summary>
    public Rgb Mix(Rgb other, float t) => new(R + (other.R - R) * t, G + (other.G - G) * t, B + (other.B - B) * t);

    /// <summary>The colour with each channel multiplied.</summary>
    public Rgb Scale(float factor) => new(R * factor, G * factor, B * factor);

    /// <summary>The channels multiplied pairwise, 255 being one: the look of a surface in coloured light.</summary>
    public Rgb Under(Rgb light) => new(R * light.R / 255, G * light.G / 255, B * light.B / 255);
}
