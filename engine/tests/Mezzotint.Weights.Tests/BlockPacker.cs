namespace Mezzotint.Weights.Tests;

/// <summary>
/// Packs whole numbers into ggml's blocks, as its quantize_row_* lay them out: the decoder's opposite.
/// </summary>
static class BlockPacker
{
    /// <summary>Numbers of 4 or 5 bits in a block of 32, behind d or d and m.</summary>
    public static byte[] Group(float[] header, int[] q, bool hasFifth)
    {
        var low = new byte[16];
        uint fifth = 0;
        for (var j = 0; j < 16; j++)
        {
            low[j] = (byte)(q[j] & 0xF | (q[j + 16] & 0xF) << 4);
            fifth |= (uint)(q[j] >> 4) << j | (uint)(q[j + 16] >> 4) << j + 16;
        }
        return [.. header.SelectMany(Half), .. hasFifth ? BitConverter.GetBytes(fifth) : [], .. low];
    }

    public static byte[] Q2K(float d, float m, int[] scales, int[] minima, int[] q) =>
        [.. scales.Zip(minima, (s, t) => (byte)(s | t << 4)), .. Pairs(q), .. Half(d), .. Half(m)];

    public static byte[] Q3K(float d, int[] scales, int[] q)
    {
        var (mask, packed) = (new byte[32], new byte[12]);
        for (var i = 0; i < q.Length; i++)
            if (q[i] > 3)
                mask[i % 32] |= (byte)(1 << i / 32);
        for (var j = 0; j < 16; j++)
        {
            packed[j < 8 ? j : j - 8] |= (byte)((scales[j] & 0xF) << (j < 8 ? 0 : 4));
            packed[j % 4 + 8] |= (byte)(scales[j] >> 4 << 2 * (j / 4));
        }
        return [.. mask, .. Pairs([.. q.Select(number => number & 3)]), .. packed, .. Half(d)];
    }

    /// <summary>Numbers of 4 or 5 bits in a block of 256, eight scales and minima of 6 bits.</summary>
    public static byte[] Super(float d, float m, (int[] Scales, int[] Minima) groups, int[] q, bool hasFifth)
    {
        var (packed, low, fifth) = (new byte[12], new byte[128], new byte[32]);
        for (var j = 0; j < 8; j++)
        {
            var (s, t) = (groups.Scales[j], groups.Minima[j]);
            if (j < 4)
                (packed[j], packed[j + 4]) = ((byte)s, (byte)t);
            else
            {
                packed[j + 4] = (byte)(s & 0xF | (t & 0xF) << 4);
                packed[j - 4] |= (byte)(s >> 4 << 6);
                packed[j] |= (byte)(t >> 4 << 6);
            }
        }
        for (var n = 0; n < 4; n++)
            for (var j = 0; j < 32; j++)
            {
                int first = q[64 * n + j], second = q[64 * n + j + 32];
                low[32 * n + j] = (byte)(first & 0xF | (second & 0xF) << 4);
                fifth[j] |= (byte)(first >> 4 << 2 * n | second >> 4 << 2 * n + 1);
            }
        return [.. Half(d), .. Half(m), .. packed, .. hasFifth ? fifth : [], .. low];
    }

    public static byte[] Q6K(float d, int[] scales, int[] q)
    {
        var (low, high) = (new byte[128], new byte[64]);
        for (var n = 0; n < 2; n++)
            for (var l = 0; l < 32; l++)
            {
                var at = q[(128 * n)..];
                low[64 * n + l] = (byte)(at[l] & 0xF | (at[l + 64] & 0xF) << 4);
                low[64 * n + l + 32] = (byte)(at[l + 32] & 0xF | (at[l + 96] & 0xF) << 4);
                high[32 * n + l] =
                    (byte)(at[l] >> 4 | at[l + 32] >> 4 << 2 | at[l + 64] >> 4 << 4 | at[l + 96] >> 4 << 6);
            }
        return [.. low, .. high, .. scales.Select(scale => (byte)(sbyte)scale), .. Half(d)];
    }

    public static byte[] Half(float value) => BitConverter.GetBytes((Half)value);

    static byte[] Pairs(int[] q)
    {
        var packed = new byte[64];
        for (var j = 0; j < 256; j += 128)
            for (var l = 0; l < 32; l++)
                packed[j / 4 + l] =
                    (byte)(q[j + l] | q[j + l + 32] << 2 | q[j + l + 64] << 4 | q[j + l + 96] << 6);
        return packed;
    }
}
