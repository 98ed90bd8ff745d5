using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>A 3x3 convolution on channels-last pictures.</summary>
sealed class Convolution
{
    readonly ConvolutionKernel _kernel;

    Convolution(Weight weight, Weight? bias, Window window) => _kernel = new ConvolutionKernel(weight, bias, window);

    /// <summary>Takes <c>weight</c> (out, in, 3, 3) and <c>bias</c> (out); keeps the picture's size.</summary>
    public static Convolution From(WeightSource source, int inputs, int outputs) =>
        Strided(source, inputs, outputs, Window.Same3x3);

    /// <summary>The same with another stride or padding.</summary>
    public static Convolution Strided(WeightSource source, int inputs, int outputs, Window window) =>
        new(source.Get("weight", outputs, inputs, 3, 3), source.Get("bias", outputs), window);

    /// <summary>Takes <c>weight</c> (out, in, 3, 3) alone.</summary>
    public static Convolution WithoutBias(WeightSource source, int inputs, int outputs, Window window) =>
        new(source.Get("weight", outputs, inputs, 3, 3), null, window);

    /// <summary>Takes weights that were made of others.</summary>
    public static Convolution Of(Weight weight, Weight? bias, Window window) => new(weight, bias, window);

    /// <summary>(B, H, W, in) to (B, H', W', out).</summary>
    public Tensor Forward(Operations ops, Tensor x, Tensor? add = null) =>
        ops.Convolve(x, _kernel.Weight, _kernel.Bias, _kernel.Window, add);

    /// <summary>The same of the picture after a norm and SiLU.</summary>
    public Tensor ForwardNormal(Operations ops, Tensor x, GroupNorm norm, Tensor? add = null) =>
        ops.ConvolveNormal(x, norm.Followed(Activation.Silu), _kernel, add);

    /// <summary>The same of the picture at twice its size, each pixel repeated.</summary>
    public Tensor ForwardDoubled(Operations ops, Tensor x) => ops.ConvolveEnlarged(x, 2, _kernel);
}
