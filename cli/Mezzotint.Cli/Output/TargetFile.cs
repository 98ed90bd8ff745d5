using Mezzotint.Imaging;

namespace Mezzotint.Cli.Output;

/// <summary>The one picture file that a verb writes; its extension says the format.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format.</param>
sealed record TargetFile(string Path, ImageFormat Format)
{
    /// <summary>Reads the option, and finds out before long work whether the folder can be written to.</summary>
    /// <exception cref="InputException">The extension is of no format, or the folder cannot be written to.</exception>
    public static TargetFile Read(string path, string option)
    {
        var format = ImageFormats.Parse(System.IO.Path.GetExtension(path)) ?? throw new InputException(
            $"{option} is '{path}': its extension must be .png, .jpg, .webp or .avif.");
        PartialFile.CheckFolder(System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
        return new TargetFile(path, format);
    }

    /// <summary>Writes the picture.</summary>
    public void Write(Pixels pixels, EncodeOptions? options = null) =>
        PartialFile.Write(Path, ImageEncoder.Encode(pixels, Format, options));
}
