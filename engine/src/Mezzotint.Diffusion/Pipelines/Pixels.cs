using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Between pictures of bytes and the tensors of networks.</summary>
static class Pixels
{
    const int Channels = 3;
    const float Half = 127.5f;

    /// <summary>A picture as (1, 3, H, W) in [-1, 1].</summary>
    public static Tensor ToTensor(Picture picture)
    {
        var image = new Tensor(new Shape(1, Channels, picture.Height, picture.Width));
        var values = image.Span;
        var count = picture.Width * picture.Height;
        for (var i = 0; i < count; i++)
            for (var c = 0; c < Channels; c++)
                values[c * count + i] = picture.Rgb[i * Channels + c] / Half - 1;
        return image;
    }

    /// <summary>An image (1, 3, H, W) in [-1, 1]; what lies outside is cut off.</summary>
    public static Picture ToPicture(Tensor image)
    {
        var (height, width) = (image.Shape[2], image.Shape[3]);
        ReadOnlySpan<float> values = image.Span;
        var count = height * width;
        var rgb = new byte[Channels * count];
        for (var i = 0; i < count; i++)
            for (var c = 0; c < Channels; c++)
                rgb[i * Channels + c] = (byte)Math.Clamp(MathF.Round(values[c * count + i] * Half + Half), 0, 255);
        return new Picture(width, height, rgb);
    }

    /// <summary>
    /// Which latent pixels are painted anew: 1 where any pixel they stand for is, else 0, (1, 1, H / f, W / f).
    /// </summary>
    public static Tensor LatentMask(Mask mask, int factor)
    {
        var latent = new Tensor(new Shape(1, 1, mask.Height / factor, mask.Width / factor));
        var width = mask.Width / factor;
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
                if (mask.Levels[y * mask.Width + x] >= 128)
                    latent.Span[y / factor * width + x / factor] = 1;
        return latent;
    }

    /// <summary>
    /// An image with the pixels that are painted anew set to grey, as inpainting UNets were trained: (1, 3, H, W).
    /// </summary>
    public static Tensor Masked(Tensor image, Mask mask)
    {
        var masked = image.Clone();
        var values = masked.Span;
        for (var i = 0; i < mask.Levels.Length; i++)
            if (mask.Levels[i] >= 128)
                for (var c = 0; c < Channels; c++)
                    values[c * mask.Levels.Length + i] = 0;
        return masked;
    }

    /// <summary>The new picture where the mask says so, the old one elsewhere, mixed between.</summary>
    public static Picture Mix(Picture painted, Picture original, Mask mask)
    {
        var rgb = new byte[painted.Rgb.Length];
        for (var i = 0; i < rgb.Length; i++)
        {
            var level = mask.Levels[i / Channels];
            rgb[i] = (byte)((painted.Rgb[i] * level + original.Rgb[i] * (255 - level) + 127) / 255);
        }
        return new Picture(painted.Width, painted.Height, rgb);
    }
}
