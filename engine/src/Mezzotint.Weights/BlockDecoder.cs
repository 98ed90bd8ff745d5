using System.Buffers.Binary;

namespace Mezzotint.Weights;

/// <summary>Turns blocks of quantised elements into float32.</summary>
/// <remarks>ggml-org/ggml, <c>ggml-common.h</c> (layouts) and <c>ggml-quants.c</c> (dequantize_row_*).</remarks>
static class BlockDecoder
{
    const int Group = 32;
    const int Super = 256;

    /// <summary>Decodes whole blocks.</summary>
    /// <param name="dtype">A quantised type.</param>
    /// <param name="bytes">The blocks.</param>
    /// <param name="values">As many values as the blocks hold.</param>
    public static void Decode(DType dtype, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var (size, length) = (dtype.SizeBytes(), dtype.BlockLength());
        for (var i = 0; i * length < values.Length; i++)
        {
            var block = bytes.Slice(i * size, size);
            var target = values.Slice(i * length, length);
            switch (dtype)
            {
                case DType.Q40: Nibbles(block[2..], default, -8, (Half(block), 0), target); break;
                case DType.Q41: Nibbles(block[4..], default, 0, Pair(block), target); break;
                case DType.Q50: Nibbles(block[6..], block.Slice(2, 4), -16, (Half(block), 0), target); break;
                case DType.Q51: Nibbles(block[8..], block.Slice(4, 4), 0, Pair(block), target); break;
                case DType.Q80: Bytes(block, target); break;
                case DType.Q2K: TwoBits(block, target); break;
                case DType.Q3K: ThreeBits(block, target); break;
                case DType.Q4K: FourBits(block, block[16..], [], target); break;
                case DType.Q5K: FourBits(block, block[48..], block.Slice(16, 32), target); break;
                case DType.Q6K: SixBits(block, target); break;
                default: throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "Not a quantised type.");
            }
        }
    }

    /// <summary>scale (q + offset) + minimum; low halves of 16 bytes, then high ones, fifth bits apart.</summary>
    static void Nibbles(
        ReadOnlySpan<byte> low, ReadOnlySpan<byte> fifth, int offset, (float Scale, float Minimum) line,
        Span<float> values)
    {
        var bits = fifth.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(fifth);
        for (var i = 0; i < Group; i++)
        {
            var q = (low[i % 16] >> (i / 16 * 4) & 0xF) | (int)(bits >> i & 1) << 4;
            values[i] = line.Scale * (q + offset) + line.Minimum;
        }
    }

    static void Bytes(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = Half(block);
        for (var i = 0; i < Group; i++)
            values[i] = scale * (sbyte)block[2 + i];
    }

    /// <summary>16 bytes with scale and minimum of a group of 16 each, 64 with four values each, d, m.</summary>
    static void TwoBits(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (d, m) = (Half(block[80..]), Half(block[82..]));
        var scales = block[..16];
        var quants = block.Slice(16, 64);
        for (var i = 0; i < Super; i++)
        {
            var (half, shift, place) = (i / 128, i / 32 % 4 * 2, i % 32);
            var scale = scales[i / 16];
            values[i] = d * (scale & 0xF) * (quants[half * 32 + place] >> shift & 3) - m * (scale >> 4);
        }
    }

    /// <summary>
    /// 32 bytes with third bits, those of group of 32 g in the bits g; 64 with four pairs of bits each; 12 with 16
    /// scales, their upper pairs in the last four; d.
    /// </summary>
    static void ThreeBits(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = Half(block[108..]);
        var quants = block.Slice(32, 64);
        var scales = block.Slice(96, 12);
        for (var i = 0; i < Super; i++)
        {
            var (half, group, place, k) = (i / 128, i / 32, i % 32, i / 16);
            var scale = scales[k % 8] >> (k / 8 * 4) & 0xF | (scales[8 + k % 4] >> (k / 4 * 2) & 3) << 4;
            var q = quants[half * 32 + place] >> (group % 4 * 2) & 3 | (block[place] >> group & 1) << 2;
            values[i] = d * (scale - 32) * (q - 4);
        }
    }

    /// <summary>
    /// d, m, 12 bytes with scales and minima of 8 groups of 32, then values: two groups share 32 bytes, the fifth bits
    /// of group g are the bits g of 32 bytes.
    /// </summary>
    static void FourBits(
        ReadOnlySpan<byte> block, ReadOnlySpan<byte> low, ReadOnlySpan<byte> fifth, Span<float> values)
    {
        var (d, m) = (Half(block), Half(block[2..]));
        for (var group = 0; group < Super / Group; group++)
        {
            var (scale, minimum) = SixBitPair(block.Slice(4, 12), group);
            var (first, second) = (d * scale, m * minimum);
            for (var i = 0; i < Group; i++)
            {
                var q = low[group / 2 * Group + i] >> (group % 2 * 4) & 0xF;
                if (!fifth.IsEmpty)
                    q |= (fifth[i] >> group & 1) << 4;
                values[group * Group + i] = first * q - second;
            }
        }
    }

    /// <summary>Scale and minimum of a group: six bits each, of the last four groups in two places.</summary>
    static (int Scale, int Minimum) SixBitPair(ReadOnlySpan<byte> packed, int group) => group < 4
        ? (packed[group] & 63, packed[group + 4] & 63)
        : (packed[group + 4] & 0xF | packed[group - 4] >> 6 << 4, packed[group + 4] >> 4 | packed[group] >> 6 << 4);

    /// <summary>128 bytes of low halves, 64 with upper pairs of bits, 16 signed scales of groups of 16, d.</summary>
    static void SixBits(ReadOnlySpan<byte> block, Span<float> values)
    {
        var d = Half(block[208..]);
        var low = block[..128];
        var high = block.Slice(128, 64);
        var scales = block.Slice(192, 16);
        for (var i = 0; i < Super; i++)
        {
            var (half, quarter, place) = (i / 128, i / 32 % 4, i % 32);
            var nibble = low[half * 64 + quarter % 2 * 32 + place] >> (quarter / 2 * 4) & 0xF;
            var pair = high[half * 32 + place] >> (quarter * 2) & 3;
            values[i] = d * (sbyte)scales[i / 16] * ((nibble | pair << 4) - 32);
        }
    }

    static (float Scale, float Minimum) Pair(ReadOnlySpan<byte> bytes) => (Half(bytes), Half(bytes[2..]));

    static float Half(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
