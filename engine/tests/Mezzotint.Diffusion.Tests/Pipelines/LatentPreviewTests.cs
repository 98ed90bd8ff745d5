using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class LatentPreviewTests
{
    /// <summary>
    /// A decoder that is linear: red = z0 / 2, green = -z1 / 4 + 0.1, blue = 0.3, each pixel repeated 2 x 2.
    /// </summary>
    [Fact]
    public void A_linear_decoder_is_found_exactly()
    {
        var preview = LatentPreview.Fit(Decode, channels: 2);
        var latent = new Tensor(new Shape(1, 2, 1, 2), [1, -0.5f, 0.4f, 2]);
        var shown = preview.Show(latent).Rgb;
        byte[] expected =
            [.. new[] { 0.5, 0, 0.3, -0.25, -0.4, 0.3 }.Select(value => (byte)Math.Round(value * 127.5 + 127.5))];
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(shown[i], expected[i] - 1, expected[i] + 1);
    }

    static Tensor Decode(Tensor latents)
    {
        var (height, width) = (latents.Shape[2], latents.Shape[3]);
        var images = new Tensor(new Shape(latents.Shape[0], 3, 2 * height, 2 * width));
        for (var b = 0; b < latents.Shape[0]; b++)
            for (var i = 0; i < 4 * height * width; i++)
            {
                var place = i / (2 * width) / 2 * width + i % (2 * width) / 2;
                var (z, image) = (latents.Rows(b, 1), images.Rows(b, 1));
                image.Span[i] = z.Span[place] / 2;
                image.Span[4 * height * width + i] = 0.1f - z.Span[height * width + place] / 4;
                image.Span[8 * height * width + i] = 0.3f;
            }
        return images;
    }
}
