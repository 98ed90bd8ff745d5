using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mezzotint.Weights;

/// <summary>Turns stored elements (little-endian) into float32 or integers.</summary>
/// <remarks>
/// Every F16, BF16 and F8 value is a float32 value, so those conversions are exact; F64 and integers round to nearest.
/// </remarks>
static class ElementDecoder
{
    static readonly float[] E4M3 = Table(code => EightBits(code, exponentBits: 4));
    static readonly float[] E5M2 = Table(code => EightBits(code, exponentBits: 5));

    /// <summary>Decodes as many elements as <paramref name="values"/> holds.</summary>
    /// <param name="dtype">How they are stored.</param>
    /// <param name="bytes">The elements; any alignment.</param>
    /// <param name="values">Receives them.</param>
    public static void Decode(DType dtype, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Checkpoints are read on little-endian machines only.");
        switch (dtype)
        {
            case DType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case DType.F16:
                DecodeF16(bytes, values);
                break;
            case DType.BF16:
                DecodeBF16(bytes, values);
                break;
            case DType.F8E4M3:
                LookUp(E4M3, bytes, values);
                break;
            case DType.F8E5M2:
                LookUp(E5M2, bytes, values);
                break;
            case DType.F64:
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)At<double>(bytes, i);
                break;
            default:
                for (var i = 0; i < values.Length; i++)
                    values[i] = dtype == DType.U64 ? At<ulong>(bytes, i) : Integer(dtype, bytes, i);
                break;
        }
    }

    /// <summary>Decodes integers; U64 beyond 2^63 - 1 wraps around.</summary>
    public static void DecodeIntegers(DType dtype, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Integer(dtype, bytes, i);
    }

    static long Integer(DType dtype, ReadOnlySpan<byte> bytes, int i) => dtype switch
    {
        DType.I64 or DType.U64 => At<long>(bytes, i),
        DType.I32 => At<int>(bytes, i),
        DType.I16 => At<short>(bytes, i),
        DType.I8 => (sbyte)bytes[i],
        DType.U32 => At<uint>(bytes, i),
        DType.U16 => At<ushort>(bytes, i),
        DType.U8 => bytes[i],
        DType.Bool => bytes[i] == 0 ? 0 : 1,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "Not an integer type."),
    };

    static T At<T>(ReadOnlySpan<byte> bytes, int i)
        where T : unmanaged => MemoryMarshal.Read<T>(bytes[(i * Unsafe.SizeOf<T>())..]);

    static void DecodeBF16(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Halves(bytes, i), out var low, out var high);
            Store(low << 16, values, i);
            Store(high << 16, values, i + Vector<uint>.Count);
        }
        for (; i < values.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)At<ushort>(bytes, i) << 16);
    }

    static void DecodeF16(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Halves(bytes, i), out var low, out var high);
            Store(WidenF16(low), values, i);
            Store(WidenF16(high), values, i + Vector<uint>.Count);
        }
        for (; i < values.Length; i++)
            values[i] = (float)At<Half>(bytes, i);
    }

    /// <summary>F16 to float32 in each lane, without a branch and with subnormals.</summary>
    /// <remarks>
    /// Moved to a float32's places, exponent and fraction read as a number 2^(127 - 15) too small: one exact product
    /// mends normal and subnormal numbers alike. Exponent 31 (infinity, not a number) then only needs all bits of the
    /// exponent set.
    /// </remarks>
    static Vector<uint> WidenF16(Vector<uint> half)
    {
        var magnitude = (half & new Vector<uint>(0x7FFF)) << 13;
        var scaled = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * new Vector<float>(5.192296858534828e33f));
        var special =
            Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(0x7C00u << 13)) & new Vector<uint>(0x7F800000);
        return scaled | special | ((half & new Vector<uint>(0x8000)) << 16);
    }

    static Vector<ushort> Halves(ReadOnlySpan<byte> bytes, int i) =>
        Vector.AsVectorUInt16(new Vector<byte>(bytes[(i * sizeof(ushort))..]));

    static void Store(Vector<uint> bits, Span<float> values, int i) => Vector.AsVectorSingle(bits).CopyTo(values[i..]);

    static void LookUp(float[] table, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = table[bytes[i]];
    }

    static float[] Table(Func<int, float> value) => [.. Enumerable.Range(0, 256).Select(value)];

    /// <summary>
    /// (-1)^s 2^(e - bias) (1 + f / 2^n), or (-1)^s 2^(1 - bias) f / 2^n where e = 0; bias = 2^(exponentBits - 1) - 1.
    /// E5M2 keeps the highest exponent for infinity and not-a-number, E4M3 only its highest code for the latter.
    /// </summary>
    static float EightBits(int code, int exponentBits)
    {
        var fractionBits = 7 - exponentBits;
        var bias = (1 << (exponentBits - 1)) - 1;
        var exponent = code >> fractionBits & (1 << exponentBits) - 1;
        var fraction = code & (1 << fractionBits) - 1;
        var sign = code >= 0x80 ? -1f : 1f;
        if (exponentBits == 4 && (code & 0x7F) == 0x7F)
            return float.NaN;
        if (exponentBits == 5 && exponent == 31)
            return fraction == 0 ? sign * float.PositiveInfinity : float.NaN;
        return exponent == 0
            ? sign * MathF.ScaleB(fraction, 1 - bias - fractionBits)
            : sign * MathF.ScaleB((1 << fractionBits) + fraction, exponent - bias - fractionBits);
    }
}
