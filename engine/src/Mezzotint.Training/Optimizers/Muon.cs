using System.Buffers;
using System.Numerics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Training.Autograd.Kernels;

namespace Mezzotint.Training.Optimizers;

/// <summary>
/// One step of momentum whose direction is brought near the closest orthogonal matrix: Jordan et al. 2024, "Muon: An
/// optimizer for hidden layers in neural networks", at the length that Liu et al. 2025 (arXiv:2502.16982), section 2.2,
/// give it so that AdamW's learning rates fit.
/// </summary>
/// <remarks>
/// A gradient's few large singular values hide many small ones that also lead somewhere; this makes all alike. A kernel
/// (out, in, height, width) counts as the matrix (out, in height width).
/// </remarks>
/// <param name="Momentum">Share of the old mean of gradients in the new one.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Keep">What is left of the weight: 1 - rate decay.</param>
/// <param name="Scale">Factor of the gradient.</param>
readonly record struct Muon(float Momentum, float Rate, float Keep, float Scale)
{
    /// <summary>Root mean square of an update over the learning rate: what AdamW's is in practice, ibid.</summary>
    const float Length = 0.2f;

    const int Iterations = 5;

    // Jordan et al. chose them so that small singular values rise fast; all end between 0.68 and 1.13.
    const float A = 3.4445f;
    const float B = -4.7750f;
    const float C = 2.0315f;

    /// <summary>
    /// m = momentum m + (1 - momentum) g; theta = keep theta - rate 0.2 sqrt(max(rows, columns)) orthogonal(momentum m
    /// + (1 - momentum) g).
    /// </summary>
    /// <param name="g">Gradient, (rows, columns).</param>
    /// <param name="m">Mean of the gradients, of g's length.</param>
    /// <param name="theta">The weight, of g's length.</param>
    /// <param name="rows">Rows of the matrix; columns are g's length over it.</param>
    public void Apply(ReadOnlySpan<float> g, Span<float> m, Span<float> theta, int rows)
    {
        var rented = ArrayPool<float>.Shared.Rent(g.Length);
        var update = rented.AsSpan(0, g.Length);
        Mix(m, g, Momentum, (1 - Momentum) * Scale, m);
        Mix(m, g, Momentum, (1 - Momentum) * Scale, update);
        Orthogonalize(update, rows);
        var length = Length * MathF.Sqrt(Math.Max(rows, g.Length / rows));
        Mix(theta, update, Keep, -Rate * length, theta);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>
    /// Brings a matrix's singular values near 1: five steps of X = a X + b (X X') X + c (X X')^2 X, ibid.
    /// </summary>
    /// <param name="x">(rows, columns); nothing happens where all are 0.</param>
    /// <param name="rows">Rows of x.</param>
    internal static void Orthogonalize(Span<float> x, int rows)
    {
        var norm = MathF.Sqrt(RowVector.Dot(x, x));
        if (norm == 0)
            return;
        RowVector.Scale(x, 1 / norm);
        var columns = x.Length / rows;
        var side = Math.Min(rows, columns);
        var rented = ArrayPool<float>.Shared.Rent(2 * side * side + x.Length);
        var square = rented.AsSpan(0, side * side);
        var polynomial = rented.AsSpan(side * side, side * side);
        var next = rented.AsSpan(2 * side * side, x.Length);
        for (var i = 0; i < Iterations; i++)
        {
            // X X' where x is wide and X' X where it is tall: the smaller of the two, and the same singular values.
            GemmVector.Run(x, x, [], [], square, new GemmShape(
                side, side, x.Length / side, IsLeftTransposed: rows > columns, IsRightTransposed: rows <= columns));
            GemmVector.Run(square, square, [], [], polynomial, new GemmShape(side, side, side));
            Mix(polynomial, square, C, B, polynomial);
            for (var r = 0; r < side; r++)
                polynomial[r * (side + 1)] += A;
            if (rows <= columns)
                GemmVector.Run(polynomial, x, [], [], next, new GemmShape(rows, columns, rows));
            else
                GemmVector.Run(x, polynomial, [], [], next, new GemmShape(rows, columns, columns));
            next.CopyTo(x);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>y = a x + b z; y may be x or z.</summary>
    static void Mix(ReadOnlySpan<float> x, ReadOnlySpan<float> z, float a, float b, Span<float> y)
    {
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(x[i..]) * a + new Vector<float>(z[i..]) * b).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] = x[i] * a + z[i] * b;
    }
}
