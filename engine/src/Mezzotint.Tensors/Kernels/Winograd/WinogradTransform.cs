using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>
/// The transforms of F(4x4, 3x3): Lavin and Gray 2015, "Fast Algorithms for Convolutional Neural Networks" (arXiv:1509.09308),
/// section 4.3. A vector holds one pixel's (or one frequency's) channels; a transform is applied down the columns, then across the rows.
/// </summary>
/// <remarks>
/// y = A^T [(G g G^T) (.) (B^T d B)] A with 6x6 patches d, 3x3 kernels g and 4x4 results y: 36 products for what takes 144. The
/// gradients of g follow by transposing each map: dg = G^T [(B^T d B) (.) (A dy A^T)] G.
/// </remarks>
static unsafe class WinogradTransform<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>B^T d B for one vector of channels.</summary>
    /// <param name="patch">6 x 6 vectors.</param>
    /// <param name="rowStep">Floats from one row of the patch to the next.</param>
    /// <param name="columnStep">Floats from one column to the next.</param>
    /// <param name="target">Where frequency f goes: [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    public static void Input(float* patch, long rowStep, long columnStep, float* target, long step)
    {
        var w = TSimd.Width;
        var half = stackalloc float[36 * w];
        for (var j = 0; j < 6; j++)
            Input(patch + j * columnStep, rowStep, half + j * w, 6 * w);
        for (var i = 0; i < 6; i++)
            Input(half + i * 6 * w, w, target + i * 6 * step, step);
    }

    /// <summary>A^T m A for one vector of channels.</summary>
    /// <param name="source">36 vectors, frequency f at [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    /// <param name="result">16 vectors, [row * 4 + column].</param>
    public static void Output(float* source, long step, float* result)
    {
        var w = TSimd.Width;
        var half = stackalloc float[24 * w];
        for (var j = 0; j < 6; j++)
            Output(source + j * step, 6 * step, half + j * w, 6 * w);
        for (var i = 0; i < 4; i++)
            Output(half + i * 6 * w, w, result + i * 4 * w, w);
    }

    /// <summary>A dy A^T for one vector of channels.</summary>
    /// <param name="gradient">16 vectors, [row * 4 + column].</param>
    /// <param name="target">Where frequency f goes: [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    public static void OutputGradient(float* gradient, float* target, long step)
    {
        var w = TSimd.Width;
        var half = stackalloc float[24 * w];
        for (var j = 0; j < 4; j++)
            OutputGradient(gradient + j * w, 4 * w, half + j * w, 4 * w);
        for (var i = 0; i < 6; i++)
            OutputGradient(half + i * 4 * w, w, target + i * 6 * step, step);
    }

    /// <summary>G g G^T for one vector of kernels.</summary>
    /// <param name="kernel">9 vectors, [row * 3 + column].</param>
    /// <param name="target">Where frequency f goes: [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    public static void Kernel(float* kernel, float* target, long step)
    {
        var w = TSimd.Width;
        var half = stackalloc float[18 * w];
        for (var j = 0; j < 3; j++)
            Kernel(kernel + j * w, 3 * w, half + j * w, 3 * w);
        for (var i = 0; i < 6; i++)
            Kernel(half + i * 3 * w, w, target + i * 6 * step, step);
    }

    /// <summary>G^T du G for one vector of kernels.</summary>
    /// <param name="source">36 vectors, frequency f at [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    /// <param name="gradient">9 vectors, [row * 3 + column].</param>
    public static void KernelGradient(float* source, long step, float* gradient)
    {
        var w = TSimd.Width;
        var half = stackalloc float[18 * w];
        for (var j = 0; j < 6; j++)
            KernelGradient(source + j * step, 6 * step, half + j * w, 6 * w);
        for (var i = 0; i < 3; i++)
            KernelGradient(half + i * 6 * w, w, gradient + i * 3 * w, w);
    }

    /// <summary>Rows of B^T: (4 0 -5 0 1 0), (0 -4 -4 1 1 0), (0 4 -4 -1 1 0), (0 -2 -1 2 1 0), (0 2 -1 -2 1 0), (0 4 0 -5 0 1).</summary>
    static void Input(float* d, long step, float* t, long targetStep)
    {
        TVector d0 = TSimd.Load(d), d1 = TSimd.Load(d + step), d2 = TSimd.Load(d + 2 * step);
        TVector d3 = TSimd.Load(d + 3 * step), d4 = TSimd.Load(d + 4 * step), d5 = TSimd.Load(d + 5 * step);
        TVector two = TSimd.Create(2), four = TSimd.Create(4), minusFour = TSimd.Create(-4), minusFive = TSimd.Create(-5);
        var even = TSimd.MultiplyAdd(minusFour, d2, d4);
        var odd = TSimd.MultiplyAdd(minusFour, d1, d3);
        var evenDifference = TSimd.Subtract(d4, d2);
        var oddDifference = TSimd.Multiply(two, TSimd.Subtract(d3, d1));
        TSimd.Store(TSimd.MultiplyAdd(four, d0, TSimd.MultiplyAdd(minusFive, d2, d4)), t);
        TSimd.Store(TSimd.Add(even, odd), t + targetStep);
        TSimd.Store(TSimd.Subtract(even, odd), t + 2 * targetStep);
        TSimd.Store(TSimd.Add(evenDifference, oddDifference), t + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(evenDifference, oddDifference), t + 4 * targetStep);
        TSimd.Store(TSimd.MultiplyAdd(four, d1, TSimd.MultiplyAdd(minusFive, d3, d5)), t + 5 * targetStep);
    }

    /// <summary>Rows of A^T: (1 1 1 1 1 0), (0 1 -1 2 -2 0), (0 1 1 4 4 0), (0 1 -1 8 -8 1).</summary>
    static void Output(float* m, long step, float* y, long targetStep)
    {
        TVector m1 = TSimd.Load(m + step), m2 = TSimd.Load(m + 2 * step);
        TVector m3 = TSimd.Load(m + 3 * step), m4 = TSimd.Load(m + 4 * step);
        TVector sum = TSimd.Add(m1, m2), difference = TSimd.Subtract(m1, m2);
        TVector farSum = TSimd.Add(m3, m4), farDifference = TSimd.Subtract(m3, m4);
        TSimd.Store(TSimd.Add(TSimd.Add(TSimd.Load(m), sum), farSum), y);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(2), farDifference, difference), y + targetStep);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(4), farSum, sum), y + 2 * targetStep);
        TSimd.Store(TSimd.Add(TSimd.MultiplyAdd(TSimd.Create(8), farDifference, difference), TSimd.Load(m + 5 * step)), y + 3 * targetStep);
    }

    /// <summary>Rows of A: (1 0 0 0), (1 1 1 1), (1 -1 1 -1), (1 2 4 8), (1 -2 4 -8), (0 0 0 1).</summary>
    static void OutputGradient(float* y, long step, float* m, long targetStep)
    {
        TVector y0 = TSimd.Load(y), y1 = TSimd.Load(y + step), y2 = TSimd.Load(y + 2 * step), y3 = TSimd.Load(y + 3 * step);
        TVector even = TSimd.Add(y0, y2), odd = TSimd.Add(y1, y3), four = TSimd.Create(4);
        var farEven = TSimd.MultiplyAdd(four, y2, y0);
        var farOdd = TSimd.Multiply(TSimd.Create(2), TSimd.MultiplyAdd(four, y3, y1));
        TSimd.Store(y0, m);
        TSimd.Store(TSimd.Add(even, odd), m + targetStep);
        TSimd.Store(TSimd.Subtract(even, odd), m + 2 * targetStep);
        TSimd.Store(TSimd.Add(farEven, farOdd), m + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(farEven, farOdd), m + 4 * targetStep);
        TSimd.Store(y3, m + 5 * targetStep);
    }

    /// <summary>Rows of G: (1/4 0 0), (-1/6 -1/6 -1/6), (-1/6 1/6 -1/6), (1/24 1/12 1/6), (1/24 -1/12 1/6), (0 0 1).</summary>
    static void Kernel(float* g, long step, float* u, long targetStep)
    {
        TVector g0 = TSimd.Load(g), g1 = TSimd.Load(g + step), g2 = TSimd.Load(g + 2 * step);
        TVector minusSixth = TSimd.Create(-1 / 6f), twelfth = TSimd.Multiply(TSimd.Create(1 / 12f), g1);
        var ends = TSimd.Add(g0, g2);
        var far = TSimd.MultiplyAdd(TSimd.Create(1 / 24f), g0, TSimd.Multiply(TSimd.Create(1 / 6f), g2));
        TSimd.Store(TSimd.Multiply(TSimd.Create(0.25f), g0), u);
        TSimd.Store(TSimd.Multiply(minusSixth, TSimd.Add(ends, g1)), u + targetStep);
        TSimd.Store(TSimd.Multiply(minusSixth, TSimd.Subtract(ends, g1)), u + 2 * targetStep);
        TSimd.Store(TSimd.Add(far, twelfth), u + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(far, twelfth), u + 4 * targetStep);
        TSimd.Store(g2, u + 5 * targetStep);
    }

    /// <summary>The rows of G, as columns.</summary>
    static void KernelGradient(float* u, long step, float* g, long targetStep)
    {
        TVector u1 = TSimd.Load(u + step), u2 = TSimd.Load(u + 2 * step);
        TVector u3 = TSimd.Load(u + 3 * step), u4 = TSimd.Load(u + 4 * step);
        TVector near = TSimd.Add(u1, u2), far = TSimd.Add(u3, u4), sixth = TSimd.Create(1 / 6f), minusSixth = TSimd.Create(-1 / 6f);
        var first = TSimd.MultiplyAdd(minusSixth, near, TSimd.Multiply(TSimd.Create(0.25f), TSimd.Load(u)));
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(1 / 24f), far, first), g);
        TSimd.Store(TSimd.MultiplyAdd(sixth, TSimd.Subtract(u2, u1),
            TSimd.Multiply(TSimd.Create(1 / 12f), TSimd.Subtract(u3, u4))), g + targetStep);
        TSimd.Store(TSimd.MultiplyAdd(sixth, TSimd.Subtract(far, near), TSimd.Load(u + 5 * step)), g + 2 * targetStep);
    }
}
