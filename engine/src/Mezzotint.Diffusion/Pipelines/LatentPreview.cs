using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>
/// Pictures of latents without a decoder: one pixel a latent pixel, its colour a linear function of the latent's
/// channels.
/// </summary>
/// <remarks>
/// The function is fitted by least squares to what the model's own decoder makes of seeded noise, so it exists for any
/// autoencoder.
/// </remarks>
sealed class LatentPreview
{
    const int Samples = 4;
    const int Edge = 12;
    const int Patch = 3;
    const double Ridge = 1e-3;
    const int Colours = 3;

    /// <summary>For each colour: a factor for each latent channel, then the offset.</summary>
    readonly double[][] _factors;

    LatentPreview(double[][] factors) => _factors = factors;

    /// <summary>Fits the function to a decoder.</summary>
    /// <param name="decode">Latents at the denoiser's scale, (B, C, H, W), to images (B, 3, H f, W f) in [-1,
    /// 1].</param>
    /// <param name="channels">Channels of a latent.</param>
    public static LatentPreview Fit(Func<Tensor, Tensor> decode, int channels)
    {
        var latents = Patches(channels);
        var images = decode(latents);
        var factor = images.Shape[2] / Edge;
        var (normal, right) = (new double[channels + 1, channels + 1], new double[Colours, channels + 1]);
        for (var sample = 0; sample < Samples; sample++)
            for (var place = 0; place < Edge * Edge; place++)
            {
                var row = Row(latents.Rows(sample, 1), place);
                for (var i = 0; i <= channels; i++)
                {
                    for (var j = 0; j <= channels; j++)
                        normal[i, j] += row[i] * row[j];
                    for (var c = 0; c < Colours; c++)
                        right[c, i] += row[i] * Mean(images.Rows(sample, 1), c, place, factor);
                }
            }
        for (var i = 0; i <= channels; i++)
            normal[i, i] += Ridge * Samples * Edge * Edge;
        return new LatentPreview([.. Enumerable.Range(0, Colours).Select(c => Solve(normal, right, c))]);
    }

    /// <summary>The preview of a latent at the denoiser's scale, (1, C, H, W).</summary>
    public Picture Show(Tensor latent)
    {
        var (height, width) = (latent.Shape[2], latent.Shape[3]);
        var rgb = new byte[Colours * height * width];
        for (var place = 0; place < height * width; place++)
        {
            var row = Row(latent, place);
            for (var c = 0; c < Colours; c++)
            {
                var value = 0d;
                for (var i = 0; i < row.Length; i++)
                    value += _factors[c][i] * row[i];
                rgb[place * Colours + c] = (byte)Math.Clamp(Math.Round(value * 127.5 + 127.5), 0, 255);
            }
        }
        return new Picture(width, height, rgb);
    }

    /// <summary>
    /// Seeded latents of even patches: smooth enough that a patch's colour is its latent's own, (Samples, channels,
    /// Edge, Edge).
    /// </summary>
    static Tensor Patches(int channels)
    {
        var random = new Random(1);
        var latents = new Tensor(new Shape(Samples, channels, Edge, Edge));
        for (var plane = 0; plane < Samples * channels; plane++)
        {
            var values = latents.Span.Slice(plane * Edge * Edge, Edge * Edge);
            for (var y = 0; y < Edge; y++)
                for (var x = 0; x < Edge; x++)
                    values[y * Edge + x] = y % Patch > 0 ? values[(y - 1) * Edge + x]
                        : x % Patch > 0 ? values[y * Edge + x - 1] : (float)(random.NextDouble() * 4 - 2);
        }
        return latents;
    }

    /// <summary>The channels at one place, then 1.</summary>
    static double[] Row(Tensor latent, int place)
    {
        var (channels, count) = (latent.Shape[1], latent.Shape[2] * latent.Shape[3]);
        var row = new double[channels + 1];
        for (var c = 0; c < channels; c++)
            row[c] = latent.Span[c * count + place];
        row[channels] = 1;
        return row;
    }

    /// <summary>Mean of a colour over the pixels that a latent pixel stands for.</summary>
    static double Mean(Tensor image, int colour, int place, int factor)
    {
        var width = Edge * factor;
        var start = colour * width * width + place / Edge * factor * width + place % Edge * factor;
        var sum = 0d;
        for (var y = 0; y < factor; y++)
            for (var x = 0; x < factor; x++)
                sum += image.Span[start + y * width + x];
        return sum / (factor * factor);
    }

    /// <summary>Gaussian elimination; the ridge makes the matrix positive definite, so no pivot is 0.</summary>
    static double[] Solve(double[,] normal, double[,] right, int colour)
    {
        var n = normal.GetLength(0);
        var a = (double[,])normal.Clone();
        var x = new double[n];
        for (var i = 0; i < n; i++)
            x[i] = right[colour, i];
        for (var pivot = 0; pivot < n; pivot++)
            for (var row = pivot + 1; row < n; row++)
            {
                var factor = a[row, pivot] / a[pivot, pivot];
                for (var column = pivot; column < n; column++)
                    a[row, column] -= factor * a[pivot, column];
                x[row] -= factor * x[pivot];
            }
        for (var row = n - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < n; column++)
                x[row] -= a[row, column] * x[column];
            x[row] /= a[row, row];
        }
        return x;
    }
}
