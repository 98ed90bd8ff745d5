using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Values kept in 16 bits and given back exactly as they were.</summary>
/// <remarks>
/// <see cref="PackedForm.Half"/> is half precision with its exponents shifted by 10: 1 to 31 stand for 2^-24 to 2^6, so
/// that the smallest values of half precision, which IEEE 754 keeps without a leading one, are ordinary numbers here.
/// Giving a value back is then one shift, one mask and one multiplication, with no case of its own and no number that a
/// processor multiplies slowly. What half precision holds beyond 128 no weight is; such a matrix stays as it is.
/// </remarks>
static unsafe class ShortForms
{
    /// <summary>What a single's exponent is above that of the half form.</summary>
    const int ExponentShift = 102;

    const uint Magnitude = 0x7FFF_FFFF;
    const uint SmallestHalf = (1 + ExponentShift) << 23, BeyondHalf = (32 + ExponentShift) << 23;

    /// <summary>The shortest form that holds every one of these values.</summary>
    public static PackedForm Of(ReadOnlySpan<float> values) =>
        Holds(PackedForm.Half, values) ? PackedForm.Half
        : Holds(PackedForm.Brain, values) ? PackedForm.Brain : PackedForm.Single;

    /// <summary>Whether a form holds every one of these values.</summary>
    public static bool Holds(PackedForm form, ReadOnlySpan<float> values)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        return form switch
        {
            PackedForm.Half => All<HalfTest>(bits),
            PackedForm.Brain => All<BrainTest>(bits),
            _ => true,
        };
    }

    /// <summary>Writes values that <paramref name="form"/> holds as words of 16 bits.</summary>
    public static void Encode(ReadOnlySpan<float> values, Span<ushort> words, PackedForm form)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var i = 0;
        for (; i <= bits.Length - 2 * Vector512<uint>.Count; i += 2 * Vector512<uint>.Count)
        {
            var low = Vector512.Create(bits.Slice(i, Vector512<uint>.Count));
            var high = Vector512.Create(bits.Slice(i + Vector512<uint>.Count, Vector512<uint>.Count));
            (low, high) = form == PackedForm.Brain ? (low >>> 16, high >>> 16) : (EncodeHalf(low), EncodeHalf(high));
            Vector512.Narrow(low, high).CopyTo(words[i..]);
        }
        for (; i < bits.Length; i++)
            words[i] = form == PackedForm.Brain ? (ushort)(bits[i] >> 16) : EncodeHalf(bits[i]);
    }

    /// <summary>Reads words of 16 bits back into values.</summary>
    public static void Decode(ushort* words, float* values, int count, PackedForm form)
    {
        var i = 0;
        if (form == PackedForm.Brain)
            for (; i <= count - 16; i += 16)
                DecodeBrain(Vector512.WidenLower(Vector256.Load(words + i).ToVector512Unsafe())).Store(values + i);
        else
            for (; i <= count - 16; i += 16)
                DecodeHalf(Vector512.WidenLower(Vector256.Load((short*)words + i).ToVector512Unsafe()))
                    .Store(values + i);
        for (; i < count; i++)
            values[i] = form == PackedForm.Brain ? DecodeBrain(Vector512.CreateScalar((uint)words[i])).ToScalar()
                : DecodeHalf(Vector512.CreateScalar((int)(short)words[i])).ToScalar();
    }

    static Vector512<float> DecodeBrain(Vector512<uint> words) => Vector512.ShiftLeft(words, 16).AsSingle();

    static ushort EncodeHalf(uint bits)
    {
        var magnitude = bits & Magnitude;
        return (ushort)((bits >> 16 & 0x8000) | (magnitude == 0 ? 0 : (magnitude >> 13) - (ExponentShift << 10)));
    }

    /// <summary>The words of sixteen values, each in the lower half of a lane.</summary>
    static Vector512<uint> EncodeHalf(Vector512<uint> bits)
    {
        var magnitude = bits & Vector512.Create(Magnitude);
        var word = (magnitude >>> 13) - Vector512.Create((uint)ExponentShift << 10);
        return (bits >>> 16 & Vector512.Create(0x8000u)) | (word & ~Vector512.Equals(magnitude, Vector512<uint>.Zero));
    }

    /// <summary>
    /// Sign, exponent and fraction in the places of a single's, then the exponent put right: times 2^102.
    /// </summary>
    static Vector512<float> DecodeHalf(Vector512<int> words) =>
        (Vector512.ShiftLeft(words, 13) & Vector512.Create(unchecked((int)0x8FFF_E000))).AsSingle()
            * Vector512.Create(5.0706024e30f);

    static bool All<TTest>(ReadOnlySpan<uint> bits)
        where TTest : struct, IBitTest
    {
        var i = 0;
        for (; i <= bits.Length - Vector512<uint>.Count; i += Vector512<uint>.Count)
            if (!Vector512.EqualsAll(TTest.Misfits(Vector512.Create(bits.Slice(i, Vector512<uint>.Count))),
                Vector512<uint>.Zero))
                return false;
        for (; i < bits.Length; i++)
            if (TTest.Misfits(Vector512.Create(bits[i])) != Vector512<uint>.Zero)
                return false;
        return true;
    }

    interface IBitTest
    {
        /// <summary>Bits of which one is set in each lane whose value the form cannot hold.</summary>
        static abstract Vector512<uint> Misfits(Vector512<uint> bits);
    }

    readonly struct HalfTest : IBitTest
    {
        public static Vector512<uint> Misfits(Vector512<uint> bits)
        {
            var magnitude = bits & Vector512.Create(Magnitude);
            var isOutside = Vector512.LessThan(magnitude, Vector512.Create(SmallestHalf))
                | Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(BeyondHalf));
            return (isOutside & ~Vector512.Equals(magnitude, Vector512<uint>.Zero))
                | (bits & Vector512.Create(0x1FFFu));
        }
    }

    readonly struct BrainTest : IBitTest
    {
        public static Vector512<uint> Misfits(Vector512<uint> bits) => bits & Vector512.Create(0xFFFFu);
    }
}
