using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// A transposed convolution whose stride is its kernel's edge: each pixel becomes a square, and squares never overlap.
/// </summary>
sealed class TransposedConvolution
{
    readonly int _edge;
    readonly Linear _squares;

    /// <summary>Takes <c>weight</c> (in, out, edge, edge) and <c>bias</c> (out).</summary>
    public TransposedConvolution(WeightSource source, int inputs, int outputs, int edge)
    {
        _edge = edge;
        var (square, rows) = (edge * edge, edge * edge * outputs);
        // A square's values are ordered (row, column, output), as PixelShuffle spreads them.
        var shape = new Shape(rows, inputs);
        var weight = DerivedWeight.Of(source, "weight", [inputs, outputs, edge, edge], shape, value =>
            DerivedWeight.Reordered(value, shape, index =>
            {
                var (row, input) = (index / inputs, index % inputs);
                return (input * outputs + row % outputs) * square + row / outputs;
            }));
        var bias = DerivedWeight.Of(source, "bias", [outputs], new Shape(rows), value =>
            DerivedWeight.Reordered(value, new Shape(rows), index => index % outputs));
        _squares = Linear.Of(weight, bias);
    }

    /// <summary>(B, H, W, in) to (B, edge H, edge W, out).</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        return scope.Keep(PixelShuffle.Spread(ops, _squares.Forward(ops, x), _edge));
    }
}
