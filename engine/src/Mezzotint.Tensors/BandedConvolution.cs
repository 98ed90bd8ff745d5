using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors;

/// <summary>
/// Convolution of a large picture that is made band by band: a few rows at a time, and the row above and below that the
/// kernel reaches into.
/// </summary>
/// <remarks>
/// Bands are whole rows of Winograd's tiles, so results are those of the picture made at once, byte for byte.
/// </remarks>
/// <param name="arena">Where the bands' memory comes from.</param>
/// <param name="kernel">3x3 at stride 1 with one pixel of zeros around.</param>
sealed class BandedConvolution(Arena arena, ConvolutionKernel kernel)
{
    /// <summary>Pictures below this are made at once.</summary>
    const long LeastBytes = 48L << 20;

    /// <summary>About what a band takes.</summary>
    const long BandBytes = 24L << 20;

    const int TileRows = 4;

    /// <summary>Writes rows of a picture.</summary>
    /// <param name="picture">Which of the batch.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Takes them, (rows, W in).</param>
    public delegate void RowMaker(int picture, int row, Tensor rows);

    /// <summary>
    /// Whether a picture is large enough, and the kernel such that bands can be cut. Without vectors nothing is: the
    /// references compute whole pictures, in another precision.
    /// </summary>
    /// <param name="picture">What the kernel is applied to, (B, H, W, in).</param>
    /// <param name="kernel">The kernel.</param>
    public static bool Pays(Shape picture, ConvolutionKernel kernel) =>
        LaneChoice.Selected != Lanes.Reference && kernel.Window == Window.Same3x3 && picture.Rank == 4
        && kernel.Weight.Shape is { Rank: 4 } shape && shape[2] == 3 && shape[3] == 3
        && (long)picture.Count * sizeof(float) >= LeastBytes * picture[0];

    /// <summary>y = picture * kernel + bias + add.</summary>
    /// <param name="picture">The picture's shape, (B, H, W, in).</param>
    /// <param name="make">Makes rows of it.</param>
    /// <param name="add">(B, H, W, out), or null.</param>
    /// <param name="y">(B, H, W, out).</param>
    public void Run(Shape picture, RowMaker make, Tensor? add, Tensor y)
    {
        using var scope = arena.Scope();
        var (height, rowLength, outLength) = (picture[1], picture[2] * picture[3], picture[2] * kernel.Weight.Shape[0]);
        var bandRows = Math.Max(1, (int)(BandBytes / sizeof(float) / rowLength) / TileRows) * TileRows;
        var band = arena.Rent(new Shape(Math.Min(height, bandRows + 2), rowLength));
        for (var b = 0; b < picture[0]; b++)
            for (var start = 0; start < height; start += bandRows)
            {
                var end = Math.Min(height, start + bandRows);
                var (first, last) = (Math.Max(0, start - 1), Math.Min(height, end + 1));
                var rows = band.Rows(0, last - first);
                make(b, first, rows);
                var shape = new ConvolutionShape(
                    new Shape(1, last - first, picture[2], picture[3]), kernel.Weight.Shape,
                    new Window(1, Top: start == 0 ? 1 : 0, Left: 1, Bottom: end == height ? 1 : 0, Right: 1),
                    kernel.Weight.Name);
                var (at, count) = ((b * height + start) * outLength, (end - start) * outLength);
                ConvolutionVector.Run(
                    rows.Span, kernel.Weight.Packed(), kernel.Bias is null ? [] : kernel.Bias.Value.Span,
                    add is null ? [] : add.Span.Slice(at, count), y.Span.Slice(at, count), shape);
            }
    }
}
