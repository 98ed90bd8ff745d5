using System.Buffers.Binary;
using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Replacements of characters (NFKC and more) as SentencePiece compiles them into its models.</summary>
/// <remarks>
/// The bytes are: length of a double-array trie (Aoe 1989, "An efficient digital search algorithm by using a
/// double-array structure"), its units, then zero-terminated replacements. A unit of the trie packs a label in bits 0-7
/// (bit 31 set: it is a value instead), "has a value" in bit 8, and the offset to its children in bits 10-31, times 256
/// where bit 9 is set: s-yata/darts-clone, <c>darts.h</c>, class DoubleArrayUnit.
/// </remarks>
sealed class CharacterMap
{
    readonly byte[] _compiled;
    readonly int _units;

    /// <summary>A map from a model's bytes; none at all replaces nothing.</summary>
    /// <exception cref="InvalidDataException">The lengths do not fit.</exception>
    public CharacterMap(byte[] compiled)
    {
        _compiled = compiled;
        if (compiled.Length == 0)
            return;
        var size = compiled.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(compiled);
        if (size > compiled.Length - sizeof(uint) || size % sizeof(uint) != 0 || size == 0)
            throw new InvalidDataException($"its table of characters has {compiled.Length} bytes, its trie {size}");
        _units = (int)size / sizeof(uint);
    }

    /// <summary>What the start of a text is replaced by: the longest match, else the first character itself.</summary>
    /// <param name="text">UTF-8, valid and not empty.</param>
    /// <param name="length">Bytes of the text that were replaced.</param>
    /// <returns>UTF-8; may be empty.</returns>
    public ReadOnlySpan<byte> ReplacementAt(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        uint value = 0;
        var unit = Unit(0);
        var node = Offset(unit);
        for (var i = 0; i < text.Length && _units > 0; i++)
        {
            node ^= text[i];
            unit = Unit(node);
            if ((unit & 0x800000FF) != text[i])
                break;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 1)
                (value, length) = (Unit(node) & 0x7FFFFFFF, i + 1);
        }
        if (length > 0)
            return Text(value);
        _ = Rune.DecodeFromUtf8(text, out _, out length);
        return text[..length];
    }

    /// <summary>A unit of the trie; 0, which matches nothing, outside of it.</summary>
    uint Unit(uint index) => index < (uint)_units
        ? BinaryPrimitives.ReadUInt32LittleEndian(_compiled.AsSpan(((int)index + 1) * sizeof(uint))) : 0;

    static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1 << 9) >> 6);

    ReadOnlySpan<byte> Text(uint start)
    {
        var texts = _compiled.AsSpan((_units + 1) * sizeof(uint));
        if (start >= texts.Length)
            return [];
        var text = texts[(int)start..];
        var end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }
}
