using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>Reads some layers of the picture's encoder, coarsest first, and paints where the text is.</summary>
sealed class ClipSegDecoder
{
    /// <summary>The edge of what each of a refined decoder's two last steps makes of a pixel, in quarters of a
    /// patch.</summary>
    const int RefinedSteps = 4;

    readonly ClipSegConfig _config;
    readonly Linear _multiply;
    readonly Linear _add;
    readonly Linear[] _reduces;
    readonly ClipSegLayer[] _layers;
    readonly List<Func<Operations, Tensor, Tensor>> _exit = [];

    public ClipSegDecoder(WeightSource source, ClipSegConfig config)
    {
        _config = config;
        var (text, width) = (config.Text.ProjectionWidth, config.DecoderWidth);
        _multiply = Linear.From(source.At("film_mul"), text, width);
        _add = Linear.From(source.At("film_add"), text, width);
        _reduces = [.. config.Layers.Select((_, i) =>
            Linear.From(source.At($"reduces.{i}"), config.Vision.Width, width))];
        _layers = [.. config.Layers.Select((_, i) => new ClipSegLayer(source.At($"layers.{i}"), config))];
        AddExit(source.At("transposed_convolution"), width);
    }

    /// <summary>How much each pixel is what the text says, before the sigmoid.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="states">Results of the picture's encoder, that of the embedding first.</param>
    /// <param name="text">The encoded text, (1, ProjectionWidth).</param>
    /// <param name="grid">Rows and columns of patches.</param>
    /// <returns>(1, H, W, 1).</returns>
    public Tensor Forward(Operations ops, IReadOnlyList<Tensor> states, Tensor text, (int Height, int Width) grid)
    {
        using var scope = ops.Scope();
        Tensor? tokens = null;
        foreach (var (i, layer) in _layers.Index())
        {
            tokens = _reduces[i].Forward(ops, states[_config.Layers[^(i + 1)] + 1], tokens);
            // The text speaks once, before the first layer: feature-wise linear modulation, arXiv:1709.07871, eq. 2.
            if (i == 0)
                tokens = ops.Add(
                    ops.Multiply(tokens, Row(ops, _multiply.Forward(ops, text))), Row(ops, _add.Forward(ops, text)));
            tokens = layer.Forward(ops, tokens);
        }
        var patches = ops.Slice(tokens!, 1, 1, grid.Height * grid.Width);
        var h = ops.Reshape(patches, new Shape(1, grid.Height, grid.Width, _config.DecoderWidth));
        foreach (var step in _exit)
            h = step(ops, h);
        return scope.Keep(h);
    }

    void AddExit(WeightSource source, int width)
    {
        if (!_config.IsRefined)
        {
            _exit.Add(new TransposedConvolution(source, width, 1, _config.Patch).Forward);
            return;
        }
        var (edge, convolution) = (_config.Patch / RefinedSteps, Convolution.From(source.At("0"), width, width));
        var first = new TransposedConvolution(source.At("2"), width, width / 2, edge);
        _exit.Add((ops, x) => ops.Activate(convolution.Forward(ops, x), Activation.Relu));
        _exit.Add((ops, x) => ops.Activate(first.Forward(ops, x), Activation.Relu));
        _exit.Add(new TransposedConvolution(source.At("4"), width / 2, 1, edge).Forward);
    }

    static Tensor Row(Operations ops, Tensor vector) => ops.Reshape(vector, new Shape(1, 1, vector.Shape[^1]));
}
