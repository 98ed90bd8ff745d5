namespace Mezzotint.Tensors.Changes;

/// <summary>
/// scale (first (x) second): each element of the first times the whole second, Yeh et al. 2023 (arXiv:2309.14859),
/// section 3.
/// </summary>
public sealed unsafe class KroneckerChange : WeightChange
{
    readonly Tensor _first;
    readonly Tensor _second;
    readonly int _skippedRows;

    /// <summary>Some rows of a Kronecker product.</summary>
    /// <param name="firstRow">The first row of the weight that is changed.</param>
    /// <param name="first">(outputs1, inputs1).</param>
    /// <param name="second">(outputs2, inputs2 * taps), the taps of an input side by side.</param>
    /// <param name="rows">Which of the product's outputs1 * outputs2 rows.</param>
    /// <param name="taps">Taps of the weight's kernel; 1 for a matrix.</param>
    /// <param name="scale">What the product is multiplied by.</param>
    /// <exception cref="ArgumentException">The product has no such rows.</exception>
    public KroneckerChange(
        int firstRow, Tensor first, Tensor second, (int First, int Count) rows, int taps = 1, double scale = 1)
        : base(firstRow, rows.Count, first.Shape[1] * (second.Shape[1] / taps), taps)
    {
        if (first.Shape.Rank != 2 || second.Shape.Rank != 2 || second.Shape[1] % taps != 0 || rows.First < 0
            || rows.First > first.Shape[0] * second.Shape[0] - rows.Count)
            throw new ArgumentException(
                $"{first.Shape} and {second.Shape} with {taps} taps make no rows {rows.First} to "
                    + $"{rows.First + rows.Count - 1}.");
        _first = first * (float)scale;
        _second = second;
        _skippedRows = rows.First;
    }

    internal override void Add(float* values, int stride, (int First, int Count) rows, (int First, int Count) depth)
    {
        var (outputs, width, firstWidth) = (_second.Shape[0], _second.Shape[1], _first.Shape[1]);
        var inputs = width / Taps;
        fixed (float* first = _first.Span, second = _second.Span)
            for (var d = depth.First; d < depth.First + depth.Count; d++, values += stride)
            {
                var (tap, input) = (d / Inputs, d % Inputs);
                var factors = first + input / inputs;
                var taken = second + (long)(input % inputs) * Taps + tap;
                var (block, row) = Math.DivRem(_skippedRows + rows.First, outputs);
                for (var c = 0; c < rows.Count; c++)
                {
                    values[c] += factors[block * firstWidth] * taken[(long)row * width];
                    if (++row == outputs)
                        (block, row) = (block + 1, 0);
                }
            }
    }
}
