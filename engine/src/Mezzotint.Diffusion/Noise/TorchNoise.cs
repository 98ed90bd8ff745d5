using System.Runtime.Intrinsics;

namespace Mezzotint.Diffusion.Noise;

/// <summary>The numbers of PyTorch's CPU generator: <c>torch.manual_seed(seed)</c>, then <c>torch.randn</c> in
/// float32.</summary>
/// <remarks>
/// MT19937 (Matsumoto and Nishimura 1998), of whose seed only the low 32 bits count, and the Box-Muller transform: in
/// double, two numbers at a time, for draws below 16 elements; in float32 in blocks of 16 for longer ones (ATen,
/// DistributionTemplates.h).
/// </remarks>
public sealed class TorchNoise : NoiseSource
{
    const int Block = 16;

    readonly uint[] _state = new uint[624];
    int _next = 624;
    double? _spare;

    /// <summary>A generator at the start of its sequence.</summary>
    /// <param name="seed">Any number; those equal in their low 32 bits give the same noise.</param>
    public TorchNoise(long seed)
    {
        _state[0] = (uint)seed;
        for (var i = 1u; i < 624; i++)
            _state[i] = 1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i;
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> noise)
    {
        if (noise.Length < Block)
        {
            foreach (ref var value in noise)
                value = (float)NextNormal();
            return;
        }
        FillUniform(noise);
        var start = 0;
        for (; start <= noise.Length - Block; start += Block)
            BoxMuller(noise.Slice(start, Block));
        if (start < noise.Length) // the ragged end is a whole block of fresh numbers over the last 16
        {
            FillUniform(noise[^Block..]);
            BoxMuller(noise[^Block..]);
        }
    }

    /// <summary>The next numbers of <c>torch.rand</c>: uniform over [0, 1), 24 bits each.</summary>
    public void FillUniform(Span<float> values)
    {
        foreach (ref var value in values)
            value = (Next() & 0xFFFFFF) * (1f / (1 << 24));
    }

    /// <summary>Turns 16 uniform numbers into 16 normal ones: lane j of the two halves makes a pair.</summary>
    static void BoxMuller(Span<float> block)
    {
        var radius = Vector256.Sqrt(-2 * Vector256.Log(Vector256<float>.One - Vector256.Create<float>(block)));
        var (sin, cos) = Vector256.SinCos(2 * MathF.PI * Vector256.Create<float>(block[(Block / 2)..]));
        (radius * cos).CopyTo(block);
        (radius * sin).CopyTo(block[(Block / 2)..]);
    }

    double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }
        double angle = 2 * Math.PI * NextDouble(), uniform = NextDouble();
        var radius = Math.Sqrt(-2 * double.LogP1(-uniform));
        var (sin, cos) = Math.SinCos(angle);
        _spare = radius * sin;
        return radius * cos;
    }

    double NextDouble()
    {
        ulong high = Next(), low = Next();
        return ((high << 32 | low) & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
    }

    uint Next()
    {
        if (_next == _state.Length)
            Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    void Twist()
    {
        for (var i = 0; i < 624; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % 624] & 0x7FFFFFFF);
            _state[i] = _state[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }
        _next = 0;
    }
}
