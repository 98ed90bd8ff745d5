using System.Buffers;
using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Repairs UTF-8 that was read as Windows-1252, so that "sch&#195;&#182;n" is "sch&#246;n" again.</summary>
/// <remarks>
/// A run of characters whose Windows-1252 bytes are one well-formed UTF-8 sequence hardly occurs in real text; such
/// runs are decoded, everything else stays. Control characters U+0080 to U+009F that remain are taken for the
/// Windows-1252 characters of their bytes.
/// </remarks>
static class MojibakeRepair
{
    /// <summary>What bytes 0x80 to 0x9F stand for; 0 where nothing is assigned.</summary>
    const string Windows1252 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
        + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The text with such runs decoded, as often as they were encoded.</summary>
    public static string Repair(string text)
    {
        for (var round = 0; round < 4; round++)
        {
            var repaired = RepairOnce(text);
            if (repaired == text)
                break;
            text = repaired;
        }
        return text.AsSpan().IndexOfAnyInRange('\x80', '\x9F') < 0 ? text : string.Concat(text.Select(ControlToText));
    }

    static string RepairOnce(string text)
    {
        var repaired = new StringBuilder(text.Length);
        Span<byte> sequence = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            var length = SequenceLength(ByteOf(text[i]));
            var taken = 0;
            while (taken < length && i + taken < text.Length && ByteOf(text[i + taken]) is { } value && value >= 0x80)
                sequence[taken++] = (byte)value;
            if (taken == length && length > 0
                && Rune.DecodeFromUtf8(sequence[..length], out var rune, out _) == OperationStatus.Done)
            {
                repaired.Append(rune.ToString());
                i += length;
            }
            else
            {
                repaired.Append(text[i++]);
            }
        }
        return repaired.ToString();
    }

    /// <summary>Length of the UTF-8 sequence that a byte opens; 0 for one that opens none of several bytes.</summary>
    static int SequenceLength(int? first) => first switch
    {
        >= 0xC2 and <= 0xDF => 2,
        >= 0xE0 and <= 0xEF => 3,
        >= 0xF0 and <= 0xF4 => 4,
        _ => 0,
    };

    static int? ByteOf(char c)
    {
        if (c <= '\xFF')
            return c;
        var index = Windows1252.IndexOf(c, StringComparison.Ordinal);
        return index < 0 ? null : 0x80 + index;
    }

    static char ControlToText(char c) =>
        c is >= '\x80' and <= '\x9F' && Windows1252[c - 0x80] != 0 ? Windows1252[c - 0x80] : c;
}
