using System.Globalization;
using System.Net;
using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Brings text to the form CLIP was trained on: repaired, unescaped, one space between words, lower
/// case.</summary>
/// <remarks>
/// The order is that of OpenAI's SimpleTokenizer: what ftfy repairs (mojibake, curly quotes, ligatures, wide and
/// control characters, decomposed letters), HTML entities twice, white space, case.
/// </remarks>
static class TextCleaner
{
    static readonly Dictionary<char, string> Replacements = new()
    {
        ['\u0132'] = "IJ",
        ['\u0133'] = "ij",
        ['\u0149'] = "'n",
        ['\u01C4'] = "D\u017D",
        ['\u01C5'] = "D\u017E",
        ['\u01C6'] = "d\u017E",
        ['\u01C7'] = "LJ",
        ['\u01C8'] = "Lj",
        ['\u01C9'] = "lj",
        ['\u01CA'] = "NJ",
        ['\u01CB'] = "Nj",
        ['\u01CC'] = "nj",
        ['\u01F1'] = "DZ",
        ['\u01F2'] = "Dz",
        ['\u01F3'] = "dz",
        ['\uFB00'] = "ff",
        ['\uFB01'] = "fi",
        ['\uFB02'] = "fl",
        ['\uFB03'] = "ffi",
        ['\uFB04'] = "ffl",
        ['\uFB05'] = "\u017Ft",
        ['\uFB06'] = "st",
    };

    /// <summary>The cleaned text.</summary>
    public static string Clean(string text)
    {
        text = Repair(text);
        text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(text));
        return Lower(CollapseSpace(text));
    }

    static string Repair(string text)
    {
        if (IsPlain(text))
            return text;
        if (!text.Contains('<'))
            text = WebUtility.HtmlDecode(text);
        var repaired = new StringBuilder(text.Length);
        foreach (var character in MojibakeRepair.Repair(text))
            if (!IsUnwanted(character))
                repaired.Append(Replacements.TryGetValue(character, out var letters) ? letters : Narrow(character));
        return CanonicalComposition.Compose(repaired.ToString());
    }

    static bool IsPlain(string text)
    {
        foreach (var character in text)
            if (character is > '~' or < ' ')
                return false;
        return true;
    }

    /// <summary>Control characters without use in text: they vanish, while those that make space stay.</summary>
    static bool IsUnwanted(char c) => c is < '\t' or '\v' or (> '\r' and < ' ') or '\x7F'
        or (>= '\u206A' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFC');

    /// <summary>Straight quotes for curly ones, ASCII for its full-width twins.</summary>
    static char Narrow(char c) => c switch
    {
        '\u02BC' or (>= '\u2018' and <= '\u201B') => '\'',
        >= '\u201C' and <= '\u201F' => '"',
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    static string CollapseSpace(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                collapsed.Append(character);
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
                collapsed.Append(' ');
        }
        return collapsed.ToString().TrimEnd(' ');
    }

    /// <summary>Lower case by Unicode's full mapping: a dotted capital I gives two characters, a sigma that ends a word
    /// its final form.</summary>
    static string Lower(string text)
    {
        var lower = text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
        if (!text.Contains('\u03A3'))
            return lower;
        var letters = lower.ToCharArray();
        for (var i = 0; i < text.Length && letters.Length == text.Length; i++)
            if (text[i] == '\u03A3' && IsAfterLetter(text, i) && !IsBeforeLetter(text, i))
                letters[i] = '\u03C2';
        return new string(letters);
    }

    static bool IsAfterLetter(string text, int index)
    {
        while (--index >= 0 && IsIgnorable(text[index])) { }
        return index >= 0 && char.IsLetter(text[index]);
    }

    static bool IsBeforeLetter(string text, int index)
    {
        while (++index < text.Length && IsIgnorable(text[index])) { }
        return index < text.Length && char.IsLetter(text[index]);
    }

    /// <summary>Marks and apostrophes, which the rule for the final sigma looks through.</summary>
    static bool IsIgnorable(char c) => c is '\'' or '.' or ':' or '\u00B7' or '\u2019' or '\u00AD'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format;
}
