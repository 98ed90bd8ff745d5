using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Upscalers;

/// <summary>
/// The small upscaler of Real-ESRGAN: a row of convolutions whose last channels become pixels, added to the picture
/// itself enlarged; BasicSR's <c>srvgg_arch.py</c>, SRVGGNetCompact.
/// </summary>
public sealed class SrvggNet
{
    const int Colours = 3;

    readonly List<(Convolution Convolution, Weight Slopes)> _body = [];
    readonly Convolution _exit;

    /// <summary>Builds the network.</summary>
    /// <param name="source">Its weights.</param>
    /// <param name="features">Channels of its convolutions.</param>
    /// <param name="convolutions">Convolutions between the first and the last.</param>
    /// <param name="factor">How many times larger the picture becomes.</param>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public SrvggNet(WeightSource source, int features, int convolutions, int factor)
    {
        Factor = factor;
        for (var i = 0; i <= convolutions; i++)
            _body.Add((
                Convolution.From(source.At($"body.{2 * i}"), i == 0 ? Colours : features, features),
                source.At($"body.{2 * i + 1}").Get("weight", features)));
        _exit = Exit(source.At($"body.{2 * convolutions + 2}"), features);
    }

    /// <summary>How many times larger the picture becomes.</summary>
    public int Factor { get; }

    /// <summary>(B, H, W, 3) in [0, 1] to (B, Factor H, Factor W, 3), about [0, 1].</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var h = x;
        foreach (var (convolution, slopes) in _body)
            h = LeakyRelu.Forward(ops, convolution.Forward(ops, h), slopes);
        var fine = PixelShuffle.Spread(ops, _exit.Forward(ops, h), Factor);
        return scope.Keep(ops.Add(fine, ops.UpsampleNearest(x, Factor)));
    }

    /// <summary>The last convolution, its outputs in the order in which channels become pixels here.</summary>
    Convolution Exit(WeightSource source, int features)
    {
        var outputs = Colours * Factor * Factor;
        int[] stored = [outputs, features, 3, 3];
        var row = features * 9;
        var weight = DerivedWeight.Of(source, "weight", stored, new Shape(stored), value =>
            DerivedWeight.Reordered(value, value.Shape, index => Place(index / row) * row + index % row));
        var bias = DerivedWeight.Of(source, "bias", [outputs], new Shape(outputs), value =>
            DerivedWeight.Reordered(value, value.Shape, Place));
        return Convolution.Of(weight, bias, Window.Same3x3);
    }

    int Place(int index) => PixelShuffle.PyTorchIndex(index, Factor, Colours);
}
