using Mezzotint.Tensors;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>First derivatives of the activations, a vector at a time.</summary>
static class ActivationSlope<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    const float InverseRootTwoPi = 0.39894228f; // 1 / sqrt(2 pi)
    const float RootTwoOverPi = 0.79788456f;    // sqrt(2 / pi)

    /// <summary>f'(x); see <see cref="Activation"/> for f. ReLU's slope at 0 is taken as 1.</summary>
    public static TVector Of(Activation activation, TVector x) => activation switch
    {
        Activation.None => TSimd.Create(1),
        Activation.Silu => Swish(x, 1),
        Activation.Gelu => Gelu(x),
        Activation.GeluTanh => GeluTanh(x),
        Activation.QuickGelu => Swish(x, 1.702f),
        Activation.Relu => TSimd.Add(TSimd.CopySign(TSimd.Create(0.5f), x), TSimd.Create(0.5f)),
        Activation.Tanh => OneMinusSquare(VectorMath<TSimd, TVector>.Tanh(x)),
        Activation.Sigmoid => Logistic(VectorMath<TSimd, TVector>.Sigmoid(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>(x s(kx))' = s + k x s (1 - s).</summary>
    static TVector Swish(TVector x, float k)
    {
        var kx = TSimd.Multiply(x, TSimd.Create(k));
        var s = VectorMath<TSimd, TVector>.Sigmoid(kx);
        return TSimd.MultiplyAdd(kx, Logistic(s), s);
    }

    /// <summary>(x Phi(x))' = Phi(x) + x phi(x).</summary>
    static TVector Gelu(TVector x)
    {
        var half = TSimd.Create(0.5f);
        var cumulative = TSimd.MultiplyAdd(
            VectorMath<TSimd, TVector>.Erf(TSimd.Multiply(x, TSimd.Create(0.70710678f))), half, half);
        var density = TSimd.Multiply(TSimd.Create(InverseRootTwoPi),
            VectorMath<TSimd, TVector>.Exp(TSimd.Multiply(TSimd.Multiply(x, x), TSimd.Create(-0.5f))));
        return TSimd.MultiplyAdd(x, density, cumulative);
    }

    /// <summary>With u = sqrt(2/pi) (x + 0.044715 x^3): (1 + tanh u) / 2 + x (1 - tanh^2 u) u' / 2.</summary>
    static TVector GeluTanh(TVector x)
    {
        var (half, square) = (TSimd.Create(0.5f), TSimd.Multiply(x, x));
        var one = TSimd.Create(1);
        var u = TSimd.Multiply(TSimd.Multiply(x, TSimd.Create(RootTwoOverPi)),
            TSimd.MultiplyAdd(square, TSimd.Create(0.044715f), one));
        var slope = TSimd.Multiply(
            TSimd.Create(RootTwoOverPi), TSimd.MultiplyAdd(square, TSimd.Create(0.134145f), one));
        var t = VectorMath<TSimd, TVector>.Tanh(u);
        return TSimd.MultiplyAdd(
            TSimd.Multiply(TSimd.Multiply(x, half), OneMinusSquare(t)), slope, TSimd.MultiplyAdd(t, half, half));
    }

    static TVector OneMinusSquare(TVector t) => TSimd.Subtract(TSimd.Create(1), TSimd.Multiply(t, t));

    static TVector Logistic(TVector s) => TSimd.Multiply(s, TSimd.Subtract(TSimd.Create(1), s));
}
