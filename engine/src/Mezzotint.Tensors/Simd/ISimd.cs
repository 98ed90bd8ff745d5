namespace Mezzotint.Tensors.Simd;

/// <summary>
/// One width of float vectors, so that a kernel is written once and compiled for 128, 256 and 512 bits.
/// </summary>
/// <typeparam name="TVector">The runtime's vector type of that width; lane i holds element i in memory
/// order.</typeparam>
unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Floats in one vector.</summary>
    static abstract int Width { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector Min(TVector a, TVector b);

    static abstract TVector Abs(TVector a);

    static abstract TVector Sqrt(TVector a);

    /// <summary>a b + c, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a 2^n for whole n from -126 to 127.</summary>
    static abstract TVector Scale(TVector a, TVector n);

    /// <summary>1 / a, relative error at most 2^-22.</summary>
    static abstract TVector Reciprocal(TVector a);

    /// <summary>The nearest whole number.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>|a| with the sign of b.</summary>
    static abstract TVector CopySign(TVector a, TVector b);

    /// <summary>a where b is above the limit, else 0.</summary>
    static abstract TVector ZeroUnless(TVector a, TVector b, TVector limit);

    static abstract float Sum(TVector a);

    static abstract float MaxAcross(TVector a);
}
