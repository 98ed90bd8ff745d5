using System.Buffers.Binary;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Walks over the fields of a protocol-buffer message.</summary>
/// <remarks>Each field is a varint (number &lt;&lt; 3 | wire type), then a varint, 8 bytes, 4 bytes, or a varint with
/// the number of the bytes that follow.</remarks>
ref struct ProtocolFields
{
    ReadOnlySpan<byte> _rest;

    /// <summary>Starts before the first field.</summary>
    public ProtocolFields(ReadOnlySpan<byte> message) => _rest = message;

    /// <summary>The field's number.</summary>
    public int Number { get; private set; }

    /// <summary>The value of a number, or the bits of a floating-point one; 0 for a field of bytes.</summary>
    public ulong Value { get; private set; }

    /// <summary>The content of a field of bytes; empty for a number.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false after the last.</summary>
    /// <exception cref="InvalidDataException">The message is cut short, or no such message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        Number = (int)Math.Min(tag >> 3, int.MaxValue);
        Value = 0;
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw new InvalidDataException($"a field has the unknown wire type {tag & 7}");
        }
        return true;
    }

    ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw new InvalidDataException($"a field of {count} bytes goes past the end");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a number has more than 64 bits");
    }
}
