namespace Mezzotint.Tensors;

/// <summary>
/// How a convolution's kernel walks over a picture: its stride and the zeros assumed around the edges.
/// </summary>
/// <param name="Stride">Pixels from one position to the next, both ways, at least 1.</param>
/// <param name="Top">Rows of zeros above.</param>
/// <param name="Left">Columns of zeros before.</param>
/// <param name="Bottom">Rows of zeros below.</param>
/// <param name="Right">Columns of zeros after.</param>
public readonly record struct Window(int Stride, int Top, int Left, int Bottom, int Right)
{
    /// <summary>Stride 1, no padding: for 1x1 kernels.</summary>
    public static Window Unpadded => new(1, 0, 0, 0, 0);

    /// <summary>Stride 1 and one pixel of zeros on each side: a 3x3 kernel keeps the size.</summary>
    public static Window Same3x3 => new(1, 1, 1, 1, 1);

    /// <summary>The same zeros on each side.</summary>
    public static Window Padded(int padding, int stride = 1) => new(stride, padding, padding, padding, padding);

    /// <summary>Output length for an input length and a kernel length along the height.</summary>
    public int OutputHeight(int height, int kernel) => (height + Top + Bottom - kernel) / Stride + 1;

    /// <summary>Output length for an input length and a kernel length along the width.</summary>
    public int OutputWidth(int width, int kernel) => (width + Left + Right - kernel) / Stride + 1;
}
