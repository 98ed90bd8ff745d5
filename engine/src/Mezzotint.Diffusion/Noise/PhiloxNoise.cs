namespace Mezzotint.Diffusion.Noise;

/// <summary>The numbers of CUDA's generator as PyTorch uses it, known to users as the "NV" noise source.</summary>
/// <remarks>
/// Philox 4x32-10, Salmon et al. 2011 (doi:10.1145/2063384.2063405): a counter-based generator, so that element i of
/// draw k needs no other element. The counter is (draw, 0, element, 0), the key the 64-bit seed; two of the four words
/// make one normal number.
/// </remarks>
public sealed class PhiloxNoise(long seed) : NoiseSource
{
    const double Unit = 2.3283064e-10f; // 2^-32 in float32, as the original rounds it
    const double Turn = 2.3283064e-10f * 6.2831855f;

    uint _draw;

    /// <inheritdoc/>
    public override void Fill(Span<float> noise)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            var (x, y) = Words(_draw, (uint)i);
            double u = x * Unit + Unit / 2, v = y * Turn + Turn / 2;
            noise[i] = (float)(Math.Sqrt(-2 * Math.Log(u)) * Math.Sin(v));
        }
        _draw++;
    }

    (uint First, uint Second) Words(uint draw, uint element)
    {
        uint c0 = draw, c1 = 0, c2 = element, c3 = 0, k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (var round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53ul * c0, p1 = 0xCD9E8D57ul * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return (c0, c1);
    }
}
