using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Writes values as the nearest that <see cref="PackedForm.Half"/> holds, ties to even.</summary>
/// <remarks>
/// The form has 10 bits of fraction from 2^-24 to just below 128. Half of its last place is added, one less where the
/// last bit that stays is 0, and what is behind it cut off; a carry goes into the exponent, as it must. Below 2^-24
/// there is only 0: from above 2^-25 on values become 2^-24.
/// </remarks>
static unsafe class HalfRounding
{
    const int DroppedBits = 13;
    const int ExponentShift = 102;
    const uint Magnitude = 0x7FFF_FFFF;
    const uint Smallest = (1 + ExponentShift) << 23, Beyond = (32 + ExponentShift) << 23;
    const uint HalfOfSmallest = Smallest - (1 << 23);

    /// <summary>Rounds and writes all of them.</summary>
    /// <param name="values">Finite or not.</param>
    /// <param name="words">Receives them, unless one does not fit.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether all fit: one of 128 and more, and what is no number, does not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // the first LoRA of a process would wait for it otherwise
    public static bool TryEncode(float* values, ushort* words, int count)
    {
        var misfits = Vector512<uint>.Zero;
        var i = 0;
        for (; i <= count - 32; i += 32)
            Vector512.Narrow(
                Round(Vector512.Load((uint*)values + i), ref misfits),
                Round(Vector512.Load((uint*)values + i + 16), ref misfits)).Store(words + i);
        for (; i < count; i++)
            words[i] = (ushort)Round(Vector512.Create(((uint*)values)[i]), ref misfits).ToScalar();
        return misfits == Vector512<uint>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<uint> Round(Vector512<uint> bits, ref Vector512<uint> misfits)
    {
        var magnitude = bits & Vector512.Create(Magnitude);
        var lastBit = Vector512.ShiftRightLogical(magnitude, DroppedBits) & Vector512<uint>.One;
        var rounded = magnitude + Vector512.Create((1u << DroppedBits - 1) - 1) + lastBit;
        misfits |= Vector512.GreaterThanOrEqual(rounded, Vector512.Create(Beyond));
        var word = Vector512.ShiftRightLogical(rounded, DroppedBits)
            - Vector512.Create((uint)ExponentShift << 23 - DroppedBits);
        var least = Vector512.GreaterThan(magnitude, Vector512.Create(HalfOfSmallest)) & Vector512.Create(1u << 10);
        word = Vector512.ConditionalSelect(
            Vector512.LessThan(magnitude, Vector512.Create(Smallest)), least, word);
        return word | Vector512.ShiftRightLogical(bits, 16) & Vector512.Create(0x8000u);
    }
}
