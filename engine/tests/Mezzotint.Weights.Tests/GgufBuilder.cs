using System.Text;

namespace Mezzotint.Weights.Tests;

/// <summary>A GGUF file put together by hand.</summary>
sealed class GgufBuilder
{
    const uint Alignment = 32;

    readonly List<byte> _pairs = [];
    readonly List<(string Name, ulong[] Lengths, uint Type, byte[] Data)> _tensors = [];
    ulong _pairCount;

    /// <summary>Bytes of the file that hold no tensor's values.</summary>
    public int HeaderLength { get; private set; }

    public GgufBuilder Text(string key, string value)
    {
        Pair(key, 8);
        _pairs.AddRange(Bytes(value));
        return this;
    }

    public GgufBuilder Numbers(string key, params int[] values)
    {
        Pair(key, 9);
        _pairs.AddRange([.. BitConverter.GetBytes(5u), .. BitConverter.GetBytes((ulong)values.Length)]);
        foreach (var value in values)
            _pairs.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>Adds a tensor; lengths are innermost first, as the format has them.</summary>
    public GgufBuilder Tensor(string name, ulong[] lengths, uint type, params byte[] data)
    {
        _tensors.Add((name, lengths, type, data));
        return this;
    }

    public byte[] Build()
    {
        var file = new List<byte>([.. "GGUF"u8, .. BitConverter.GetBytes(3u)]);
        file.AddRange(
            [.. BitConverter.GetBytes((ulong)_tensors.Count), .. BitConverter.GetBytes(_pairCount), .. _pairs]);
        var (offset, data) = (0UL, new List<byte>());
        foreach (var (name, lengths, type, bytes) in _tensors)
        {
            file.AddRange([.. Bytes(name), .. BitConverter.GetBytes((uint)lengths.Length)]);
            file.AddRange(lengths.SelectMany(BitConverter.GetBytes));
            file.AddRange([.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(offset)]);
            data.AddRange(bytes);
            Pad(data);
            offset = (ulong)data.Count;
        }
        Pad(file);
        HeaderLength = file.Count;
        return [.. file, .. data];
    }

    void Pair(string key, uint type)
    {
        _pairs.AddRange([.. Bytes(key), .. BitConverter.GetBytes(type)]);
        _pairCount++;
    }

    static byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. BitConverter.GetBytes((ulong)bytes.Length), .. bytes];
    }

    static void Pad(List<byte> bytes)
    {
        while (bytes.Count % Alignment != 0)
            bytes.Add(0);
    }
}
