using System.Globalization;
using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Cuts text into the pieces that byte-pair merges may not cross.</summary>
/// <remarks>
/// The pattern of CLIP's tokenizer, by hand and in one pass: a special token, one of the endings 's 't 're 've 'm 'll
/// 'd, a run of letters, one digit, or a run of anything else that is not white space; the first that fits.
/// </remarks>
static class WordSplitter
{
    static readonly string[] Endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>The pieces, in order, without the white space between them.</summary>
    /// <param name="text">Cleaned text.</param>
    /// <param name="specials">Tokens that stand for themselves.</param>
    public static List<string> Split(string text, IReadOnlyList<string> specials)
    {
        var pieces = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var length = PieceLength(text.AsSpan(i), specials);
            if (length > 0)
                pieces.Add(text.Substring(i, length));
            i += Math.Max(1, length);
        }
        return pieces;
    }

    static int PieceLength(ReadOnlySpan<char> text, IReadOnlyList<string> specials)
    {
        foreach (var special in specials)
            if (text.StartsWith(special, StringComparison.OrdinalIgnoreCase))
                return special.Length;
        foreach (var ending in Endings)
            if (text.StartsWith(ending, StringComparison.OrdinalIgnoreCase))
                return ending.Length;
        var (kind, first) = KindAt(text);
        if (kind is Kind.Space or Kind.Digit)
            return kind == Kind.Space ? 0 : first;
        var length = first;
        while (length < text.Length && KindAt(text[length..]) is var (next, size) && next == kind)
            length += size;
        return length;
    }

    static (Kind Kind, int Length) KindAt(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out var length); // a lone surrogate counts as a symbol
        return (Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                Kind.Digit,
            _ => Kind.Symbol,
        }, length);
    }

    enum Kind
    {
        Space,
        Letter,
        Digit,
        Symbol,
    }
}
