using System.Security.Cryptography;
using Mezzotint.Imaging;

namespace Mezzotint.Cli.Generation;

/// <summary>A picture file that a run starts from.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Pixels">What it shows.</param>
/// <param name="Hash">The first ten hexadecimal digits of the file's SHA-256.</param>
sealed record SourcePicture(string Path, Pixels Pixels, string Hash)
{
    const int HashDigits = 10;

    /// <summary>Reads a picture, or a mask with one channel.</summary>
    /// <exception cref="ImageException">It cannot be read, is no picture, is damaged or too large.</exception>
    public static SourcePicture Read(string path, PixelLayout layout)
    {
        var file = ImageDecoder.ReadFile(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file))[..HashDigits];
        return new SourcePicture(path, ImageDecoder.Decode(file, path, new DecodeOptions { Layout = layout }), hash);
    }
}
