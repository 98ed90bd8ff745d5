using System.Runtime.InteropServices;

namespace Mezzotint.Weights.Tests;

/// <summary>The oracle is the formats' definition written in double: sign, scale, fraction.</summary>
public sealed class ElementDecoderTests
{
    [Fact]
    public void All_256_values_of_F8_E4M3_match_the_definition()
    {
        var values = Decode(DType.F8E4M3, [.. Enumerable.Range(0, 256).Select(i => (byte)i)], 256);
        for (var code = 0; code < 256; code++)
            Assert.Equal((code & 0x7F) == 0x7F ? double.NaN : Number(code, 4, 3), values[code]);
        Assert.Equal(448f, values[0x7E]);
        Assert.Equal(0.001953125f, values[1]);
    }

    [Fact]
    public void All_256_values_of_F8_E5M2_match_the_definition()
    {
        var values = Decode(DType.F8E5M2, [.. Enumerable.Range(0, 256).Select(i => (byte)i)], 256);
        for (var code = 0; code < 256; code++)
            Assert.Equal(IeeeNumber(code, 5, 2), values[code]);
        Assert.Equal(57344f, values[0x7B]);
        Assert.Equal(float.PositiveInfinity, values[0x7C]);
    }

    [Fact]
    public void All_65536_values_of_F16_match_the_definition_wherever_they_stand()
    {
        ushort[] codes = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        var bytes = MemoryMarshal.AsBytes<ushort>(codes);
        var values = Decode(DType.F16, bytes, codes.Length);
        for (var code = 0; code < codes.Length; code++)
            Assert.Equal(IeeeNumber(code, 5, 10), values[code]);
        for (var start = 1; start < 40; start++) // other lanes and the tail
            Assert.Equal(values[start..(start + 37)], Decode(DType.F16, bytes[(2 * start)..], 37));
    }

    [Fact]
    public void Signed_zeros_keep_their_sign()
    {
        foreach (var dtype in new[] { DType.F16, DType.BF16 })
            Assert.True(float.IsNegative(Decode(dtype, [0x00, 0x80], 1)[0]));
        foreach (var dtype in new[] { DType.F8E4M3, DType.F8E5M2 })
            Assert.True(float.IsNegative(Decode(dtype, [0x80], 1)[0]));
    }

    [Fact]
    public void All_65536_values_of_BF16_are_the_upper_halves_of_floats()
    {
        ushort[] codes = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        var values = Decode(DType.BF16, MemoryMarshal.AsBytes<ushort>(codes), codes.Length);
        for (var code = 0; code < codes.Length; code++)
            Assert.Equal(IeeeNumber(code, 8, 7), values[code]);
    }

    [Fact]
    public void Doubles_round_and_integers_come_through()
    {
        Assert.Equal([(float)Math.PI], Decode(DType.F64, BitConverter.GetBytes(Math.PI), 1));
        Assert.Equal([-3f], Decode(DType.I64, BitConverter.GetBytes(-3L), 1));
        Assert.Equal([-3f], Decode(DType.I32, BitConverter.GetBytes(-3), 1));
        Assert.Equal([-3f], Decode(DType.I16, BitConverter.GetBytes((short)-3), 1));
        Assert.Equal([-3f, 5f], Decode(DType.I8, [0xFD, 5], 2));
        Assert.Equal([253f, 5f], Decode(DType.U8, [0xFD, 5], 2));
        Assert.Equal([0f, 1f, 1f], Decode(DType.Bool, [0, 1, 7], 3));
        Assert.Equal([ulong.MaxValue], Decode(DType.U64, BitConverter.GetBytes(ulong.MaxValue), 1));
        Assert.Equal([65535f], Decode(DType.U16, [255, 255], 1));
        Assert.Equal([4294967295f], Decode(DType.U32, [255, 255, 255, 255], 1));
    }

    static float[] Decode(DType dtype, ReadOnlySpan<byte> bytes, int count)
    {
        var values = new float[count];
        ElementDecoder.Decode(dtype, bytes[..(count * dtype.SizeBytes())], values);
        return values;
    }

    static double IeeeNumber(int code, int exponentBits, int fractionBits)
    {
        var fraction = code & (1 << fractionBits) - 1;
        if ((code >> fractionBits & (1 << exponentBits) - 1) < (1 << exponentBits) - 1)
            return Number(code, exponentBits, fractionBits);
        if (fraction != 0)
            return double.NaN;
        return code >> exponentBits + fractionBits == 1 ? double.NegativeInfinity : double.PositiveInfinity;
    }

    static double Number(int code, int exponentBits, int fractionBits)
    {
        double fraction = code % (1 << fractionBits);
        var exponent = code / (1 << fractionBits) % (1 << exponentBits);
        var sign = code < 1 << exponentBits + fractionBits ? 1 : -1;
        var bias = Math.Pow(2, exponentBits - 1) - 1;
        return exponent == 0
            ? sign * Math.Pow(2, 1 - bias) * fraction / Math.Pow(2, fractionBits)
            : sign * Math.Pow(2, exponent - bias) * (1 + fraction / Math.Pow(2, fractionBits));
    }
}
