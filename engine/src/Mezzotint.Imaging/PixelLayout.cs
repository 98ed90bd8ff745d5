namespace Mezzotint.Imaging;

/// <summary>The channels that a decoded picture is given.</summary>
public enum PixelLayout
{
    /// <summary>Three channels; what is transparent becomes white.</summary>
    Rgb,

    /// <summary>Four channels; a picture without alpha is opaque.</summary>
    Rgba,

    /// <summary>One channel, for masks; what is transparent becomes black.</summary>
    Grey,
}
