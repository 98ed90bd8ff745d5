using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The product of two matrices, packed, cut to the caches and shared out over threads.</summary>
/// <remarks>
/// Each element is summed along the depth in order, in blocks of <see cref="GemmBlocking.Depth"/>, whatever the number
/// of threads: results never depend on it. Error against the exact sum: at most (depth + 3) 2^-24 sum |a b|.
/// </remarks>
static unsafe class GemmVector
{
    /// <summary>Columns of a panel of the right factor on the selected lanes.</summary>
    public static int PanelWidth { get; } = LaneChoice.Selected switch
    {
        Lanes.Vector512 => 32,
        Lanes.Vector256 => 16,
        _ => 8,
    };

    [ThreadStatic]
    static Storage? _scratch;

    /// <summary>y = a b + bias + add for matrices stored row by row, any of the factors transposed.</summary>
    /// <param name="a">(rows, depth), or (depth, rows) where the shape says transposed.</param>
    /// <param name="b">(depth, columns), or (columns, depth) where the shape says transposed.</param>
    /// <param name="bias">(columns), or empty.</param>
    /// <param name="add">(rows, columns), or empty. May be y itself, then without a bias: the product is
    /// accumulated.</param>
    /// <param name="y">(rows, columns). May not overlap a or b.</param>
    /// <param name="shape">Lengths and storage.</param>
    public static void Run(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, ReadOnlySpan<float> add,
        Span<float> y, GemmShape shape)
    {
        Check(a.Length, b.Length, bias.Length, add.Length, y.Length, shape);
        var (m, n, k) = (shape.Rows, shape.Columns, shape.Depth);
        fixed (float* pa = a, pb = b, pBias = bias, pAdd = add, py = y)
        {
            var product = new Product(m, n, k, pBias, pAdd, py, n);
            if (shape is { IsLeftTransposed: false, IsRightTransposed: false })
                Run(new RowMajorLeft(pa, k), new RowMajorRight(pb, n, n, PanelWidth), product);
            else if (shape is { IsLeftTransposed: false })
                Run(new RowMajorLeft(pa, k), new TransposedRight(pb, k, n, PanelWidth), product);
            else if (shape is { IsRightTransposed: false })
                Run(new TransposedLeft(pa, m), new RowMajorRight(pb, n, n, PanelWidth), product);
            else
                Run(new TransposedLeft(pa, m), new TransposedRight(pb, k, n, PanelWidth), product);
        }
    }

    /// <summary>y = a b + bias + add, where b was packed before.</summary>
    /// <param name="a">(rows, b.Depth).</param>
    /// <param name="b">The right factor.</param>
    /// <param name="bias">(b.Columns), or empty.</param>
    /// <param name="add">(rows, b.Columns), or empty. May be y itself.</param>
    /// <param name="y">(rows, b.Columns).</param>
    public static void Run(
        ReadOnlySpan<float> a, PackedMatrix b, ReadOnlySpan<float> bias, ReadOnlySpan<float> add, Span<float> y) =>
        Run(a, b, bias, add, y, [], Activation.None);

    /// <summary>y = f(a b + bias), where b was packed before.</summary>
    public static void RunActivated(
        ReadOnlySpan<float> a, PackedMatrix b, ReadOnlySpan<float> bias, Activation activation, Span<float> y) =>
        Run(a, b, bias, [], y, [], activation);

    /// <summary>y = add + gate (a b + bias), where b was packed before.</summary>
    /// <param name="a">(rows, b.Depth).</param>
    /// <param name="b">The right factor.</param>
    /// <param name="bias">(b.Columns), or empty.</param>
    /// <param name="gate">(b.Columns).</param>
    /// <param name="add">(rows, b.Columns); may not overlap y.</param>
    /// <param name="y">(rows, b.Columns).</param>
    public static void RunGated(
        ReadOnlySpan<float> a, PackedMatrix b, ReadOnlySpan<float> bias, ReadOnlySpan<float> gate,
        ReadOnlySpan<float> add, Span<float> y) =>
        Run(a, b, bias, add, y, gate, Activation.None);

    static void Run(
        ReadOnlySpan<float> a, PackedMatrix b, ReadOnlySpan<float> bias, ReadOnlySpan<float> add, Span<float> y,
        ReadOnlySpan<float> gate, Activation activation)
    {
        var rows = b.Depth == 0 ? y.Length / Math.Max(1, b.Columns) : a.Length / b.Depth;
        Check(a.Length, b.Depth * b.Columns, bias.Length, add.Length, y.Length,
            new GemmShape(rows, b.Columns, b.Depth));
        fixed (float* pa = a, pBias = bias, pAdd = add, py = y, pGate = gate)
            Run(new RowMajorLeft(pa, b.Depth), new PackedRight(b),
                new Product(rows, b.Columns, b.Depth, pBias, pAdd, py, b.Columns)
                {
                    Gate = pGate,
                    Activation = activation,
                });
    }

    /// <summary>Runs a product whose factors come from anywhere, on the selected lanes.</summary>
    internal static void Run<TLeft, TRight>(TLeft left, TRight right, Product product)
        where TLeft : struct, ILeft
        where TRight : struct, IRight
    {
        if (product.Rows == 0 || product.Columns == 0)
            return;
        switch (LaneChoice.Selected)
        {
            case Lanes.Vector512:
                GemmBlocks<MicroKernel12<Simd512, Vector512<float>>, TLeft, TRight>.Run(left, right, product);
                break;
            case Lanes.Vector256:
                GemmBlocks<MicroKernel6<Simd256, Vector256<float>>, TLeft, TRight>.Run(left, right, product);
                break;
            default: // without vectors in hardware the runtime computes these 128 bits one float at a time, in order
                GemmBlocks<MicroKernel6<Simd128, Vector128<float>>, TLeft, TRight>.Run(left, right, product);
                break;
        }
    }

    /// <summary>
    /// This thread's memory for packing, at least so many floats; its contents last until the next call.
    /// </summary>
    internal static float* Scratch(int length)
    {
        if (_scratch is null || _scratch.Length < length)
            _scratch = new Storage(length);
        fixed (float* p = _scratch.Span(0, 1)) // pinned for good: Storage takes it so
            return p;
    }

    static void Check(int a, int b, int bias, int add, int y, GemmShape shape)
    {
        var (m, n, k) = (shape.Rows, shape.Columns, shape.Depth);
        if (a != m * k || b != k * n || y != m * n || (bias != 0 && bias != n) || (add != 0 && add != m * n))
            throw new ArgumentException(
                $"A product ({m}, {k}) x ({k}, {n}) was given {a} x {b} values, a result of {y}, a bias of {bias}, "
                    + $"{add} to add.");
    }
}
