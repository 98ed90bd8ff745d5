namespace Mezzotint.Tensors.Changes;

/// <summary>Changes of a weight whose values are wanted as the checkpoint has them.</summary>
static unsafe class ChangedValues
{
    const int RowsAtOnce = 16;

    /// <summary>Adds them in their order.</summary>
    /// <param name="value">(out, in[, kernelHeight, kernelWidth]). Changed in place.</param>
    /// <param name="changes">Each of this shape.</param>
    public static void Add(Tensor value, IReadOnlyList<WeightChange> changes)
    {
        var (rows, inputs) = (value.Shape[0], value.Shape[1]);
        var depth = value.Shape.Count / rows;
        var taps = depth / inputs;
        Threads.For((rows + RowsAtOnce - 1) / RowsAtOnce, group =>
        {
            var first = group * RowsAtOnce;
            var count = Math.Min(RowsAtOnce, rows - first);
            var scratch = new float[depth * count];
            var values = value.Span.Slice(first * depth, count * depth);
            fixed (float* piece = scratch)
                foreach (var change in changes)
                {
                    scratch.AsSpan().Clear();
                    change.AddTo(piece, count, (first, count), (0, depth));
                    for (var d = 0; d < depth; d++)
                        for (var c = 0; c < count; c++)
                            values[(c * inputs + d % inputs) * taps + d / inputs] += piece[d * count + c];
                }
        });
    }
}
