using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Changes;

/// <summary>
/// (up1 down1) o (up2 down2), element by element: Hyeon-Woo et al. 2021 (arXiv:2108.06098), eq. 1, with a rank of up to
/// the product of both.
/// </summary>
public sealed unsafe class HadamardChange : WeightChange
{
    [ThreadStatic]
    static Storage? _scratch;

    readonly LowRankChange _first;
    readonly LowRankChange _second;

    /// <summary>Two products of the same shape.</summary>
    /// <exception cref="ArgumentException">They differ in rows, inputs or taps.</exception>
    public HadamardChange(LowRankChange first, LowRankChange second)
        : base(first.FirstRow, first.RowCount, first.Inputs, first.Taps)
    {
        if ((first.FirstRow, first.RowCount, first.Inputs, first.Taps)
            != (second.FirstRow, second.RowCount, second.Inputs, second.Taps))
            throw new ArgumentException(
                $"Changes of {first.RowCount} x {first.Inputs} x {first.Taps} and {second.RowCount} x {second.Inputs} "
                    + $"x {second.Taps} cannot be multiplied.");
        _first = first;
        _second = second;
    }

    internal override void Add(float* values, int stride, (int First, int Count) rows, (int First, int Count) depth)
    {
        var length = depth.Count * rows.Count;
        if (_scratch is null || _scratch.Length < 2 * length)
            _scratch = new Storage(2 * length);
        var first = (float*)_scratch.Pointer;
        var second = first + length;
        Memory.Clear(first, 2 * length);
        _first.Add(first, rows.Count, rows, depth);
        _second.Add(second, rows.Count, rows, depth);
        for (var d = 0; d < depth.Count; d++, values += stride)
            for (var c = 0; c < rows.Count; c++)
                values[c] += *first++ * *second++;
    }
}
