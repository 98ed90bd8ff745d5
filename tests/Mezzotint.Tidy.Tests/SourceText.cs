using System.Text;

namespace Mezzotint.Tidy.Tests;

/// <summary>
/// Takes comments and the insides of literals out of C#, so that the rest can be searched by pattern.
/// </summary>
static class SourceText
{
    /// <summary>
    /// The same text, every character of a comment or literal replaced by a blank; lines stay where they are.
    /// </summary>
    public static string Blank(string text)
    {
        var result = new StringBuilder(text);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfHidden(text, at);
            for (var i = at; i < end; i++)
                if (result[i] is not ('\n' or '\r'))
                    result[i] = ' ';
            at = Math.Max(end, at + 1);
        }
        return result.ToString();
    }

    /// <summary>
    /// Where the comment or literal that begins here ends, or <paramref name="at"/> where none begins.
    /// </summary>
    static int EndOfHidden(string text, int at)
    {
        if (Follows(text, at, "//"))
            return EndAfter(text, at, "\n");
        if (Follows(text, at, "/*"))
            return EndAfter(text, at + 2, "*/");
        if (text[at] == '\'')
            return EndOfQuoted(text, at + 1, '\'', escapes: true);
        var quote = at;
        while (quote < text.Length && text[quote] is '$' or '@')
            quote++;
        if (quote >= text.Length || text[quote] != '"')
            return at;
        var quotes = 0;
        while (quote + quotes < text.Length && text[quote + quotes] == '"')
            quotes++;
        if (quotes >= 3)
            return EndAfter(text, quote + quotes, new string('"', quotes));
        if (text[at..quote].Contains('$', StringComparison.Ordinal))
            return EndOfInterpolated(
                text, quote + 1, isVerbatim: text[at..quote].Contains('@', StringComparison.Ordinal));
        return EndOfQuoted(text, quote + 1, '"', escapes: quote == at);
    }

    static int EndOfQuoted(string text, int at, char quote, bool escapes)
    {
        for (; at < text.Length; at++)
            if (escapes && text[at] == '\\')
                at++;
            else if (text[at] == quote && !escapes && Follows(text, at + 1, "\""))
                at++;
            else if (text[at] == quote || escapes && text[at] == '\n')
                return at + 1;
        return text.Length;
    }

    /// <summary>Holes may hold strings of their own.</summary>
    static int EndOfInterpolated(string text, int at, bool isVerbatim)
    {
        var depth = 0;
        for (; at < text.Length; at++)
            if (depth == 0 && !isVerbatim && text[at] == '\\' || Follows(text, at, "{{") && depth == 0)
                at++;
            else if (depth > 0 && text[at] is '"' or '\'' && depth > 0)
                at = EndOfHidden(text, at) - 1;
            else if (text[at] == '{')
                depth++;
            else if (text[at] == '}')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && text[at] == '"')
                return at + 1;
        return text.Length;
    }

    static int EndAfter(string text, int at, string mark)
    {
        var found = text.IndexOf(mark, at, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + mark.Length;
    }

    static bool Follows(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;
}
