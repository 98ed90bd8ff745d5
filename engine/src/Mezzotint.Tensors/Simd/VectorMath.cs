using System.Runtime.CompilerServices;

namespace Mezzotint.Tensors.Simd;

/// <summary>Elementary functions on vectors, by the polynomials that single precision needs.</summary>
/// <remarks>All are compiled into the loop that calls them, which then keeps their constants in registers.</remarks>
static class VectorMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public const float Log2E = 1.44269504f;

    /// <summary>ln 2^-126: below it e^x is no normal number.</summary>
    const float Smallest = -87.33654f;

    // ln 2 in two parts: the first has few bits, so that n times it is exact (Cody and Waite 1980).
    const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>e^x, relative error at most 2e-7; 0 below -87.3, and e^88 above 88.</summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| at most ln 2 / 2; e^r by the degree-7 minimax polynomial of the Cephes library (expf).
    /// Results that are no normal numbers are 0: a masked key's weight of 1e-38, multiplied, made products 50 times
    /// slower.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        var argument = x;
        x = TSimd.Min(TSimd.Max(x, TSimd.Create(Smallest)), TSimd.Create(88.02969f));
        var n = TSimd.Round(TSimd.Multiply(x, TSimd.Create(Log2E)));
        var r = TSimd.MultiplyAdd(n, TSimd.Create(-Ln2High), x);
        r = TSimd.MultiplyAdd(n, TSimd.Create(-Ln2Low), r);
        var p = TSimd.Create(1.9875691500e-4f);
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(1.3981999507e-3f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(8.3334519073e-3f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(4.1665795894e-2f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(1.6666665459e-1f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(5.0000001201e-1f));
        p = TSimd.MultiplyAdd(TSimd.Multiply(r, r), p, TSimd.Add(r, TSimd.Create(1)));
        return TSimd.ZeroUnless(TSimd.Scale(p, n), argument, TSimd.Create(Smallest));
    }

    /// <summary>2^x for x from -126 to 126, relative error at most 2e-7.</summary>
    /// <remarks>
    /// x = n + r with |r| at most 1/2, and 2^r = 1 + r q(r) with the q of degree 4 whose largest relative error, 9e-8,
    /// is least (Remez' exchange). Half the instructions of <see cref="Exp"/>: no limits, no parts of ln 2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Power2(TVector x)
    {
        var n = TSimd.Round(x);
        var r = TSimd.Subtract(x, n);
        var p = TSimd.Create(1.3264727e-3f);
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(9.6715130e-3f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(5.5507336e-2f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(2.4022242e-1f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(6.9314700e-1f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Create(1));
        return TSimd.Scale(p, n);
    }

    /// <summary>1 / (1 + e^-x), absolute error at most 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        x = TSimd.Multiply(x, TSimd.Create(-Log2E));
        x = TSimd.Min(TSimd.Max(x, TSimd.Create(-126)), TSimd.Create(126));
        return TSimd.Reciprocal(TSimd.Add(TSimd.Create(1), Power2(x)));
    }

    /// <summary>tanh x = sign(x) (1 - 2 / (e^2|x| + 1)), absolute error at most 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        var e = Exp(TSimd.Multiply(TSimd.Create(2), TSimd.Abs(x)));
        var t = TSimd.Subtract(
            TSimd.Create(1), TSimd.Multiply(TSimd.Create(2), TSimd.Reciprocal(TSimd.Add(e, TSimd.Create(1)))));
        return TSimd.CopySign(t, x);
    }

    /// <summary>erf x, absolute error at most 5e-7.</summary>
    /// <remarks>Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), formula 7.1.26.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf(TVector x)
    {
        var a = TSimd.Abs(x);
        var t = TSimd.Reciprocal(TSimd.MultiplyAdd(a, TSimd.Create(0.3275911f), TSimd.Create(1)));
        var p = TSimd.Create(1.061405429f);
        p = TSimd.MultiplyAdd(p, t, TSimd.Create(-1.453152027f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Create(1.421413741f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Create(-0.284496736f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Create(0.254829592f));
        var e = Power2(TSimd.Max(TSimd.Multiply(TSimd.Multiply(a, a), TSimd.Create(-Log2E)), TSimd.Create(-100)));
        return TSimd.CopySign(TSimd.Subtract(TSimd.Create(1), TSimd.Multiply(TSimd.Multiply(p, t), e)), x);
    }

    /// <summary>An activation of one vector; see <see cref="Activation"/> for the formulas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(Activation activation, TVector x) => activation switch
    {
        Activation.None => x,
        Activation.Silu => TSimd.Multiply(x, Sigmoid(x)),
        Activation.Gelu => TSimd.Multiply(
            TSimd.Multiply(x, TSimd.Create(0.5f)),
            TSimd.Add(TSimd.Create(1), Erf(TSimd.Multiply(x, TSimd.Create(0.70710678f))))),
        // (1 + tanh u) / 2 = sigmoid 2u, u = sqrt(2 / pi) (x + 0.044715 x^3)
        Activation.GeluTanh => TSimd.Multiply(x, Sigmoid(TSimd.Multiply(TSimd.Multiply(x, TSimd.Create(1.5957691f)),
            TSimd.MultiplyAdd(TSimd.Multiply(x, x), TSimd.Create(0.044715f), TSimd.Create(1))))),
        Activation.QuickGelu => TSimd.Multiply(x, Sigmoid(TSimd.Multiply(x, TSimd.Create(1.702f)))),
        Activation.Relu => TSimd.Max(x, TSimd.Zero),
        Activation.Tanh => Tanh(x),
        Activation.Sigmoid => Sigmoid(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };
}
