using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>
/// A 3x3 convolution, batch normalisation by recorded statistics, ReLU: <c>REBNCONV</c> of U2-Net's code, the
/// normalisation folded into the weights.
/// </summary>
sealed class RebnConvolution
{
    const int Taps = 9;
    const float Epsilon = 1e-5f;

    readonly WeightSource _source;
    readonly int _inputs;
    readonly int _outputs;
    readonly int _dilation;
    readonly Weight _bias;
    readonly Convolution? _convolution;
    readonly Linear[] _taps = [];

    /// <param name="source">Of <c>conv_s1.weight</c> and its fellows.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="dilation">Pixels from one tap of the kernel to the next, at least 1.</param>
    public RebnConvolution(WeightSource source, int inputs, int outputs, int dilation = 1)
    {
        (_source, _inputs, _outputs, _dilation) = (source, inputs, outputs, dilation);
        string[] statistics = ["weight", "bias", "running_mean", "running_var"];
        foreach (var name in statistics)
            _ = source.Get($"bn_s1.{name}", outputs);
        _bias = DerivedWeight.Of(source, "conv_s1.bias", [outputs], new Shape(outputs), FoldedBias);
        if (dilation == 1)
            _convolution = Convolution.Of(
                Folded(new Shape(outputs, inputs, 3, 3), kernel => kernel), _bias, Window.Same3x3);
        else
            _taps = [.. Enumerable.Range(0, Taps).Select(Tap)];
    }

    /// <summary>(B, H, W, in) to (B, H, W, out).</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var y = _convolution is not null ? _convolution.Forward(ops, x) : Dilated(ops, x);
        return scope.Keep(ops.Activate(y, Activation.Relu));
    }

    /// <summary>A sum over the taps: each multiplies the picture moved by its place, zeros coming in.</summary>
    Tensor Dilated(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var (height, width) = (x.Shape[1], x.Shape[2]);
        var wide = Padded(ops, Padded(ops, x, 1), 2);
        Tensor? sum = null;
        for (var tap = 0; tap < Taps; tap++)
        {
            var rows = ops.Slice(wide, 1, tap / 3 * _dilation, height);
            sum = _taps[tap].Forward(ops, ops.Slice(rows, 2, tap % 3 * _dilation, width), sum);
        }
        return scope.Keep(sum!);
    }

    Tensor Padded(Operations ops, Tensor x, int dimension)
    {
        var zeros = new Tensor(x.Shape.With(dimension, _dilation));
        return ops.Concat([zeros, x, zeros], dimension);
    }

    Linear Tap(int tap)
    {
        var shape = new Shape(_outputs, _inputs);
        var weight = Folded(
            shape, kernel => DerivedWeight.Reordered(kernel, shape, index => index * Taps + tap));
        return Linear.Of(weight, tap == 0 ? _bias : null);
    }

    /// <summary>
    /// W' = W gain / sqrt(variance + epsilon), Ioffe and Szegedy 2015 (arXiv:1502.03167), algorithm 2.
    /// </summary>
    Weight Folded(Shape shape, Func<Tensor, Tensor> take) =>
        DerivedWeight.Of(_source, "conv_s1.weight", [_outputs, _inputs, 3, 3], shape, kernel =>
        {
            var scales = Scales();
            var row = _inputs * Taps;
            for (var output = 0; output < _outputs; output++)
                foreach (ref var value in kernel.Span.Slice(output * row, row))
                    value *= scales[output];
            return take(kernel);
        });

    /// <summary>b' = (b - mean) gain / sqrt(variance + epsilon) + shift.</summary>
    Tensor FoldedBias(Tensor bias)
    {
        var scales = Scales();
        Span<float> mean = Statistic("running_mean"), shift = Statistic("bias");
        for (var i = 0; i < _outputs; i++)
            bias.Span[i] = (bias.Span[i] - mean[i]) * scales[i] + shift[i];
        return bias;
    }

    float[] Scales()
    {
        Span<float> gain = Statistic("weight"), variance = Statistic("running_var");
        var scales = new float[_outputs];
        for (var i = 0; i < _outputs; i++)
            scales[i] = (float)(gain[i] / Math.Sqrt((double)variance[i] + Epsilon));
        return scales;
    }

    Span<float> Statistic(string name) => _source.Get($"bn_s1.{name}", _outputs).Value.Span;
}
