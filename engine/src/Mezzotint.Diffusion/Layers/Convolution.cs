using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>A 3x3 convolution on channels-last pictures.</summary>
sealed class Convolution
{
    readonly Weight _weight;
    readonly Weight? _bias;
    readonly Window _window;

    Convolution(Weight weight, Weight? bias, Window window)
    {
        _weight = weight;
        _bias = bias;
        _window = window;
    }

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
        ops.Convolve(x, _weight, _bias, _window, add);
}
