namespace Mezzotint.Weights.Tests;

public sealed class BlockDecoderTests
{
    const float D = 0.25f;
    const float M = 0.5f;

    readonly Random _random = new(1);

    [Fact]
    public void Four_bits_around_eight()
    {
        var q = Numbers(32, 16);
        AssertDecodes(DType.Q40, BlockPacker.Group([D], q, hasFifth: false), i => D * (q[i] - 8));
    }

    [Fact]
    public void Four_bits_above_a_minimum()
    {
        var q = Numbers(32, 16);
        AssertDecodes(DType.Q41, BlockPacker.Group([D, M], q, hasFifth: false), i => D * q[i] + M);
    }

    [Fact]
    public void Five_bits_around_sixteen_and_above_a_minimum()
    {
        var q = Numbers(32, 32);
        AssertDecodes(DType.Q50, BlockPacker.Group([D], q, hasFifth: true), i => D * (q[i] - 16));
        AssertDecodes(DType.Q51, BlockPacker.Group([D, M], q, hasFifth: true), i => D * q[i] + M);
    }

    [Fact]
    public void Signed_bytes()
    {
        var q = Numbers(32, 256);
        byte[] block = [.. BlockPacker.Half(D), .. q.Select(number => (byte)(sbyte)(number - 128))];
        AssertDecodes(DType.Q80, block, i => D * (q[i] - 128));
    }

    [Fact]
    public void Two_bits_with_scales_and_minima_of_groups()
    {
        int[] q = Numbers(256, 4), s = Numbers(16, 16), t = Numbers(16, 16);
        AssertDecodes(DType.Q2K, BlockPacker.Q2K(D, M, s, t, q), i => D * s[i / 16] * q[i] - M * t[i / 16]);
    }

    [Fact]
    public void Three_bits_with_signed_scales_of_groups()
    {
        int[] q = Numbers(256, 8), s = Numbers(16, 64);
        AssertDecodes(DType.Q3K, BlockPacker.Q3K(D, s, q), i => D * (s[i / 16] - 32) * (q[i] - 4));
    }

    [Theory]
    [InlineData(DType.Q4K, 16)]
    [InlineData(DType.Q5K, 32)]
    public void Four_and_five_bits_with_scales_and_minima_of_groups(DType dtype, int levels)
    {
        int[] q = Numbers(256, levels), s = Numbers(8, 64), t = Numbers(8, 64);
        AssertDecodes(
            dtype, BlockPacker.Super(D, M, (s, t), q, hasFifth: levels > 16),
            i => D * s[i / 32] * q[i] - M * t[i / 32]);
    }

    [Fact]
    public void Six_bits_with_signed_scales_of_groups()
    {
        int[] q = Numbers(256, 64), s = [.. Numbers(16, 256).Select(number => number - 128)];
        AssertDecodes(DType.Q6K, BlockPacker.Q6K(D, s, q), i => D * s[i / 16] * (q[i] - 32));
    }

    int[] Numbers(int count, int below) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(below))];

    static void AssertDecodes(DType dtype, byte[] block, Func<int, float> expected)
    {
        Assert.Equal(dtype.SizeBytes(), block.Length);
        var values = new float[2 * dtype.BlockLength()];
        BlockDecoder.Decode(dtype, [.. block, .. block], values);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected(i % dtype.BlockLength()), values[i], 1e-4f);
    }
}
