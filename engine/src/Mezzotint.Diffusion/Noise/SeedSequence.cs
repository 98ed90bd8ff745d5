namespace Mezzotint.Diffusion.Noise;

/// <summary>NumPy's way to turn one seed into many: <c>numpy.random.SeedSequence(seed, spawn_key,
/// pool_size)</c>.</summary>
/// <remarks>M. O'Neill, "Developing a seed_seq alternative" (pcg-random.org, 2015), as NumPy's bit_generator.pyx hashes
/// it.</remarks>
sealed class SeedSequence
{
    readonly uint[] _pool;
    uint _hash = 0x43b0d7e5;

    /// <summary>Mixes the seed and the keys into the pool.</summary>
    /// <param name="seed">The entropy, 0 or more.</param>
    /// <param name="keys">The spawn key; none for the root.</param>
    /// <param name="poolSize">Words of state.</param>
    public SeedSequence(long seed, ReadOnlySpan<uint> keys, int poolSize)
    {
        _pool = new uint[poolSize];
        uint low = (uint)seed, high = (uint)(seed >> 32);
        for (var i = 0; i < poolSize; i++)
            _pool[i] = Hash(i == 0 ? low : i == 1 ? high : 0);
        for (var source = 0; source < poolSize; source++)
            for (var target = 0; target < poolSize; target++)
                if (source != target)
                    _pool[target] = Mix(_pool[target], Hash(_pool[source]));
        foreach (var key in keys)
            for (var target = 0; target < poolSize; target++)
                _pool[target] = Mix(_pool[target], Hash(key));
    }

    /// <summary>The first word of the generated state.</summary>
    public uint First
    {
        get
        {
            var value = (_pool[0] ^ 0x8b51f9dd) * unchecked(0x8b51f9dd * 0x58f38ded);
            return value ^ (value >> 16);
        }
    }

    uint Hash(uint value)
    {
        value ^= _hash;
        _hash *= 0x931e8875;
        value *= _hash;
        return value ^ (value >> 16);
    }

    static uint Mix(uint x, uint y)
    {
        var value = 0xca01f9dd * x - 0x4973f715 * y;
        return value ^ (value >> 16);
    }
}
