using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mezzotint.Tensors.Simd;

/// <summary>Vectors of 512 bits: 16 floats.</summary>
readonly unsafe struct Simd512 : ISimd<Vector512<float>>
{
    public static int Width => 16;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    public static void Store(Vector512<float> value, float* target) => value.Store(target);

    public static Vector512<float> Create(float value) => Vector512.Create(value);

    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.MaxNative(a, b);

    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Vector512.MinNative(a, b);

    public static Vector512<float> Abs(Vector512<float> a) => Vector512.Abs(a);

    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    public static Vector512<float> Scale(Vector512<float> a, Vector512<float> n) => Avx512F.IsSupported
        ? Avx512F.Scale(a, n)
        : a * Vector512.ShiftLeft(Vector512.ConvertToInt32Native(n) + Vector512.Create(127), 23).AsSingle();

    public static Vector512<float> Reciprocal(Vector512<float> a)
    {
        if (!Avx512F.IsSupported)
            return Vector512<float>.One / a;
        var estimate = Avx512F.Reciprocal14(a); // 14 bits, doubled by one step of Newton's rule r (2 - a r)
        return estimate * Avx512F.FusedMultiplyAddNegated(a, estimate, Vector512.Create(2f));
    }

    public static Vector512<float> Round(Vector512<float> a) => Vector512.Round(a);

    public static Vector512<float> CopySign(Vector512<float> a, Vector512<float> b) => Vector512.CopySign(a, b);

    public static Vector512<float> ZeroUnless(Vector512<float> a, Vector512<float> b, Vector512<float> limit) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(b, limit), a, Vector512<float>.Zero);

    public static float Sum(Vector512<float> a) => Vector512.Sum(a);

    public static float MaxAcross(Vector512<float> a) =>
        Simd256.MaxAcross(Vector256.MaxNative(a.GetLower(), a.GetUpper()));
}
