namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>
/// The lengths of a convolution: pictures (batch, height, width, inputs), kernels (kernelHeight, kernelWidth).
/// </summary>
readonly record struct ConvolutionShape
{
    public int Batch { get; }
    public int Height { get; }
    public int Width { get; }
    public int Inputs { get; }
    public int Outputs { get; }
    public int KernelHeight { get; }
    public int KernelWidth { get; }
    public Window Window { get; }
    public int OutputHeight { get; }
    public int OutputWidth { get; }

    /// <summary>Checks a picture (B, H, W, in) against a kernel (out, in, kernelHeight, kernelWidth).</summary>
    /// <exception cref="ArgumentException">They do not fit together, or the kernel is larger than the padded
    /// picture.</exception>
    public ConvolutionShape(Shape x, Shape weight, Window window, string name)
    {
        if (x.Rank != 4 || weight.Rank != 4 || x[3] != weight[1])
            throw new ArgumentException(
                $"'{name}' is {weight}, a convolution kernel of (out, in, height, width): it cannot be applied to a "
                    + $"picture {x} of (batch, height, width, in).");
        (Batch, Height, Width, Inputs) = (x[0], x[1], x[2], x[3]);
        (Outputs, KernelHeight, KernelWidth, Window) = (weight[0], weight[2], weight[3], window);
        OutputHeight = window.OutputHeight(Height, KernelHeight);
        OutputWidth = window.OutputWidth(Width, KernelWidth);
        if (window.Stride < 1 || OutputHeight < 1 || OutputWidth < 1 || Height + window.Top
            + window.Bottom < KernelHeight
            || Width + window.Left + window.Right < KernelWidth)
            throw new ArgumentException($"'{name}' {weight} with {window} does not fit into a picture {x}.");
    }

    /// <summary>Positions of the kernel: rows of the matrix product.</summary>
    public int OutputPixels => Batch * OutputHeight * OutputWidth;

    /// <summary>Values under the kernel at one position: depth of the matrix product.</summary>
    public int PatchLength => KernelHeight * KernelWidth * Inputs;

    /// <summary>(B, H', W', out).</summary>
    public Shape Output => new(Batch, OutputHeight, OutputWidth, Outputs);

    /// <summary>Whether the patches are the pixels themselves.</summary>
    public bool IsPointwise => KernelHeight == 1 && KernelWidth == 1 && Window == Window.Unpadded;
}
