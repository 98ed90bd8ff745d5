using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Changes;

/// <summary>scale up down: Hu et al. 2021 (arXiv:2106.09685), eq. 3, without the weight itself.</summary>
public sealed unsafe class LowRankChange : WeightChange
{
    const int ColumnsAtOnce = 64;

    readonly Tensor _down;
    readonly Tensor _up;
    readonly int _rank;

    /// <summary>A product of two thin matrices.</summary>
    /// <param name="firstRow">The first row of the weight that is changed.</param>
    /// <param name="up">(rows, rank).</param>
    /// <param name="down">(rank, inputs * taps), the taps of an input side by side, as in the weight.</param>
    /// <param name="taps">Taps of the weight's kernel; 1 for a matrix.</param>
    /// <param name="scale">What the product is multiplied by.</param>
    /// <exception cref="ArgumentException">They do not make a product.</exception>
    public LowRankChange(int firstRow, Tensor up, Tensor down, int taps = 1, double scale = 1)
        : base(firstRow, up.Shape[0], down.Shape[1] / taps, taps)
    {
        if (up.Shape.Rank != 2 || down.Shape.Rank != 2 || up.Shape[1] != down.Shape[0] || down.Shape[1] % taps != 0)
            throw new ArgumentException($"{up.Shape} and {down.Shape} with {taps} taps do not make a product.");
        _rank = up.Shape[1];
        _up = Transposed(up, RowCount, _rank, 1, (float)scale);
        _down = Transposed(down, _rank, Inputs, taps, 1);
    }

    internal override void Add(float* values, int stride, (int First, int Count) rows, (int First, int Count) depth)
    {
        fixed (float* up = _up.Span, down = _down.Span)
            ThinProduct.AddTo(
                down + (long)depth.First * _rank, up + rows.First, RowCount, values, stride,
                (depth.Count, rows.Count, _rank));
    }

    /// <summary>(rows, columns, taps) to (taps, columns, rows), times a factor.</summary>
    static Tensor Transposed(Tensor matrix, int rows, int columns, int taps, float factor)
    {
        var result = new Tensor(new Shape(taps * columns, rows));
        Threads.For((columns + ColumnsAtOnce - 1) / ColumnsAtOnce, group =>
        {
            Span<float> source = matrix.Span, target = result.Span;
            for (var c = group * ColumnsAtOnce; c < Math.Min(columns, (group + 1) * ColumnsAtOnce); c++)
                for (var r = 0; r < rows; r++)
                    for (var tap = 0; tap < taps; tap++)
                        target[(tap * columns + c) * rows + r] = factor * source[(r * columns + c) * taps + tap];
        });
        return result;
    }
}
