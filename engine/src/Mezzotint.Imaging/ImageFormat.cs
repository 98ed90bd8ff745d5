namespace Mezzotint.Imaging;

/// <summary>The kinds of picture files that are read and written.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics: lossless.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>WebP, lossy unless asked otherwise.</summary>
    Webp,

    /// <summary>AVIF: AV1 in a HEIF container.</summary>
    Avif,
}
