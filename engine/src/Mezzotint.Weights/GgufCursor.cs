using System.Buffers.Binary;
using System.Text;

namespace Mezzotint.Weights;

/// <summary>Reads numbers and texts of a GGUF header one after the other, never past its end.</summary>
ref struct GgufCursor
{
    /// <summary>The type of a text among the key-value pairs.</summary>
    public const uint TextType = 8;

    const uint ListType = 9;
    const int MaxTextBytes = 1 << 20;

    readonly string _path;
    ReadOnlySpan<byte> _rest;

    public GgufCursor(string path, ReadOnlySpan<byte> bytes)
    {
        _path = path;
        _rest = bytes;
    }

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A number of things, each of which takes at least one byte.</summary>
    public int Count(int most, string what)
    {
        var count = UInt64();
        return count <= (ulong)Math.Min(most, _rest.Length) ? (int)count
            : throw Error($"says that it has {count} {what}, at most {most} are allowed");
    }

    /// <summary>A length and as many bytes of UTF-8.</summary>
    public string Text()
    {
        var length = UInt64();
        if (length > MaxTextBytes)
            throw Error($"has a text of {length} bytes, at most {MaxTextBytes} are allowed");
        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>
    /// The whole numbers of a value; for one that holds others, or too many to matter, none: it is passed over.
    /// </summary>
    public long[] Numbers(uint type)
    {
        const int most = 16;
        if (type != ListType)
            return Number(type) is { } number ? [number] : [];
        var (inner, count) = (UInt32(), UInt64());
        if (inner == ListType || count > (ulong)_rest.Length)
            throw Error($"has a list of {count} values of type {inner}");
        var numbers = new List<long>();
        for (var i = 0UL; i < count; i++)
        {
            if (inner == TextType)
                _ = Text();
            else if (Number(inner) is { } number && numbers.Count <= most)
                numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The error of a header.</summary>
    public readonly CheckpointException Error(string what) => new(
        _path, $"The header of {_path} {what}: the file is damaged or forged; get it again from where it came.");

    /// <summary>A value of a type of one size; null for a number that is not whole.</summary>
    long? Number(uint type)
    {
        switch (type)
        {
            case 0 or 7: return Take(1)[0];
            case 1: return (sbyte)Take(1)[0];
            case 2: return BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
            case 3: return BinaryPrimitives.ReadInt16LittleEndian(Take(2));
            case 4: return UInt32();
            case 5: return (int)UInt32();
            case 6:
                _ = Take(4);
                return null;
            case 10 or 11: return (long)UInt64();
            case 12:
                _ = Take(8);
                return null;
            default: throw Error($"has a value of the unknown type {type}");
        }
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Error("ends too early");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
