namespace Mezzotint.Tensors;

/// <summary>A kernel and how it walks, as <see cref="Operations.Convolve"/> takes them.</summary>
/// <param name="Weight">(out, in, kernelHeight, kernelWidth).</param>
/// <param name="Bias">(out), or null.</param>
/// <param name="Window">Stride and padding.</param>
public sealed record ConvolutionKernel(Weight Weight, Weight? Bias, Window Window);
