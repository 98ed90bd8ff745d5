using Mezzotint.Imaging;

namespace Mezzotint.Cli.Shelf;

/// <summary>The small picture by which pages show a model, as the catalogue has it: a WebP in an address.</summary>
static class ModelPicture
{
    const int SideMax = 192;
    const int Quality = 80;

    // As other tools call what they put beside a checkpoint.
    static readonly string[] Endings = [".preview.png", ".png", ".webp", ".jpg", ".jpeg"];

    /// <summary>The picture that is named, or one beside a single file that is called as it.</summary>
    /// <param name="origin">Where the model comes from.</param>
    /// <param name="named">The file that was named; null for none.</param>
    /// <returns>The address; null where there is no picture.</returns>
    /// <exception cref="InputException">There is no file of the name.</exception>
    /// <exception cref="ImageException">It is no picture, or too large a one.</exception>
    public static string? Find(ModelOrigin origin, string? named)
    {
        if (named is not null && !File.Exists(named))
            throw new InputException($"There is no file '{named}': --picture names a PNG, JPEG, WebP or AVIF.");
        return (named ?? Beside(origin)) is { } path ? AddressOf(ImageDecoder.DecodeFile(path)) : null;
    }

    static string? Beside(ModelOrigin origin) => origin is { Address: null, IsFolder: false }
        ? Endings.Select(ending => Path.ChangeExtension(origin.Text, null) + ending).FirstOrDefault(File.Exists) : null;

    static string AddressOf(Pixels pixels)
    {
        var scale = Math.Min(1, (double)SideMax / Math.Max(pixels.Width, pixels.Height));
        var small = scale == 1 ? pixels : ImageScaler.Resize(
            pixels, Side(pixels.Width * scale), Side(pixels.Height * scale));
        var file = ImageEncoder.Encode(small, ImageFormat.Webp, new EncodeOptions { Quality = Quality });
        return $"data:image/webp;base64,{Convert.ToBase64String(file)}";
    }

    static int Side(double length) => Math.Max(1, (int)Math.Round(length));
}
