using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>
/// The transforms of F(4x4, 3x3): Lavin and Gray 2015, "Fast Algorithms for Convolutional Neural Networks"
/// (arXiv:1509.09308), section 4.3. A vector holds one pixel's (or one frequency's) channels; a transform is applied
/// down the columns, then across the rows.
/// </summary>
/// <remarks>
/// y = A^T [(G g G^T) (.) (B^T d B)] A with 6x6 patches d, 3x3 kernels g and 4x4 results y: 36 products for what takes
/// 144. The gradients of g follow by transposing each map: dg = G^T [(B^T d B) (.) (A dy A^T)] G. The matrices are
/// those of Toom and Cook for the points 0, +-5/8, +-3/2 and infinity. The usual 0, +-1, +-2 lose 3.3 times as much as
/// direct summation, these 1.4 times (root mean square over random patches of 16 to 256 channels); that other points
/// are better, and how to search: Barabasz et al. 2020 (arXiv:1803.10986).
/// </remarks>
static unsafe class WinogradTransform<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    // The points a and b, their powers, and for each point the product of its distances from the other four.
    const float A = 5 / 8f, A2 = A * A, A3 = A2 * A;
    const float B = 3 / 2f, B2 = B * B, B3 = B2 * B;
    const float N0 = A2 * B2, NA = 2 * A2 * (A2 - B2), NB = 2 * B2 * (B2 - A2);

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

    /// <summary>B^T: the coefficients of the products of all (x - point) but one.</summary>
    static void Input(float* d, long step, float* t, long targetStep)
    {
        TVector d0 = TSimd.Load(d), d1 = TSimd.Load(d + step), d2 = TSimd.Load(d + 2 * step);
        TVector d3 = TSimd.Load(d + 3 * step), d4 = TSimd.Load(d + 4 * step), d5 = TSimd.Load(d + 5 * step);
        TVector minusA2 = TSimd.Create(-A2), minusB2 = TSimd.Create(-B2), product = TSimd.Create(A2 * B2),
            minusSum = TSimd.Create(-A2 - B2);
        var evenA = TSimd.MultiplyAdd(minusB2, d2, d4);
        var oddA = TSimd.Multiply(TSimd.Create(A), TSimd.MultiplyAdd(minusB2, d1, d3));
        var evenB = TSimd.MultiplyAdd(minusA2, d2, d4);
        var oddB = TSimd.Multiply(TSimd.Create(B), TSimd.MultiplyAdd(minusA2, d1, d3));
        TSimd.Store(TSimd.MultiplyAdd(product, d0, TSimd.MultiplyAdd(minusSum, d2, d4)), t);
        TSimd.Store(TSimd.Add(evenA, oddA), t + targetStep);
        TSimd.Store(TSimd.Subtract(evenA, oddA), t + 2 * targetStep);
        TSimd.Store(TSimd.Add(evenB, oddB), t + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(evenB, oddB), t + 4 * targetStep);
        TSimd.Store(TSimd.MultiplyAdd(product, d1, TSimd.MultiplyAdd(minusSum, d3, d5)), t + 5 * targetStep);
    }

    /// <summary>A^T: row j holds the points to the power of j, and (0 0 0 1) for the point at infinity.</summary>
    static void Output(float* m, long step, float* y, long targetStep)
    {
        TVector m1 = TSimd.Load(m + step), m2 = TSimd.Load(m + 2 * step);
        TVector m3 = TSimd.Load(m + 3 * step), m4 = TSimd.Load(m + 4 * step);
        TVector evenA = TSimd.Add(m1, m2), oddA = TSimd.Subtract(m1, m2);
        TVector evenB = TSimd.Add(m3, m4), oddB = TSimd.Subtract(m3, m4);
        TSimd.Store(TSimd.Add(TSimd.Add(TSimd.Load(m), evenA), evenB), y);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(B), oddB, TSimd.Multiply(TSimd.Create(A), oddA)), y + targetStep);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(B2), evenB, TSimd.Multiply(TSimd.Create(A2), evenA)),
            y + 2 * targetStep);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(B3), oddB,
            TSimd.MultiplyAdd(TSimd.Create(A3), oddA, TSimd.Load(m + 5 * step))), y + 3 * targetStep);
    }

    /// <summary>A: the transpose of the above.</summary>
    static void OutputGradient(float* y, long step, float* m, long targetStep)
    {
        TVector y0 = TSimd.Load(y), y1 = TSimd.Load(y + step), y2 = TSimd.Load(y + 2 * step),
            y3 = TSimd.Load(y + 3 * step);
        var evenA = TSimd.MultiplyAdd(TSimd.Create(A2), y2, y0);
        var oddA = TSimd.MultiplyAdd(TSimd.Create(A3), y3, TSimd.Multiply(TSimd.Create(A), y1));
        var evenB = TSimd.MultiplyAdd(TSimd.Create(B2), y2, y0);
        var oddB = TSimd.MultiplyAdd(TSimd.Create(B3), y3, TSimd.Multiply(TSimd.Create(B), y1));
        TSimd.Store(y0, m);
        TSimd.Store(TSimd.Add(evenA, oddA), m + targetStep);
        TSimd.Store(TSimd.Subtract(evenA, oddA), m + 2 * targetStep);
        TSimd.Store(TSimd.Add(evenB, oddB), m + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(evenB, oddB), m + 4 * targetStep);
        TSimd.Store(y3, m + 5 * targetStep);
    }

    /// <summary>
    /// G: row i holds (1, p, p^2) for point p, over the product of its distances from the others; (0 0 1) for infinity.
    /// </summary>
    static void Kernel(float* g, long step, float* u, long targetStep)
    {
        TVector g0 = TSimd.Load(g), g1 = TSimd.Load(g + step), g2 = TSimd.Load(g + 2 * step);
        var evenA = TSimd.MultiplyAdd(TSimd.Create(A2 / NA), g2, TSimd.Multiply(TSimd.Create(1 / NA), g0));
        var oddA = TSimd.Multiply(TSimd.Create(A / NA), g1);
        var evenB = TSimd.MultiplyAdd(TSimd.Create(B2 / NB), g2, TSimd.Multiply(TSimd.Create(1 / NB), g0));
        var oddB = TSimd.Multiply(TSimd.Create(B / NB), g1);
        TSimd.Store(TSimd.Multiply(TSimd.Create(1 / N0), g0), u);
        TSimd.Store(TSimd.Add(evenA, oddA), u + targetStep);
        TSimd.Store(TSimd.Subtract(evenA, oddA), u + 2 * targetStep);
        TSimd.Store(TSimd.Add(evenB, oddB), u + 3 * targetStep);
        TSimd.Store(TSimd.Subtract(evenB, oddB), u + 4 * targetStep);
        TSimd.Store(g2, u + 5 * targetStep);
    }

    /// <summary>G^T.</summary>
    static void KernelGradient(float* u, long step, float* g, long targetStep)
    {
        TVector u1 = TSimd.Load(u + step), u2 = TSimd.Load(u + 2 * step);
        TVector u3 = TSimd.Load(u + 3 * step), u4 = TSimd.Load(u + 4 * step);
        TVector evenA = TSimd.Add(u1, u2), oddA = TSimd.Subtract(u1, u2);
        TVector evenB = TSimd.Add(u3, u4), oddB = TSimd.Subtract(u3, u4);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(1 / N0), TSimd.Load(u),
            TSimd.MultiplyAdd(TSimd.Create(1 / NA), evenA, TSimd.Multiply(TSimd.Create(1 / NB), evenB))), g);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(A / NA), oddA, TSimd.Multiply(TSimd.Create(B / NB), oddB)),
            g + targetStep);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Create(A2 / NA), evenA,
            TSimd.MultiplyAdd(TSimd.Create(B2 / NB), evenB, TSimd.Load(u + 5 * step))), g + 2 * targetStep);
    }
}
