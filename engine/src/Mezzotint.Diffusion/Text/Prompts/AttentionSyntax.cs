using System.Buffers;
using System.Globalization;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>The weights that users write into prompts: <c>(more)</c>, <c>(exactly:1.3)</c>, <c>[less]</c>,
/// <c>\(literal\)</c> and <c>BREAK</c>.</summary>
/// <remarks>
/// The rules are those of AUTOMATIC1111's web UI, which users' prompts are written for: round brackets multiply by 1.1
/// or by the number after the colon, square brackets divide by 1.1; brackets may nest, and one that is not closed
/// reaches to the end.
/// </remarks>
public static class AttentionSyntax
{
    const double Step = 1.1;
    const string Break = "BREAK";
    static readonly SearchValues<char> Marks = SearchValues.Create(@"\()[]:");

    /// <summary>Cuts a prompt into stretches of one weight each; at least one.</summary>
    /// <exception cref="PromptException">A weight is not a number.</exception>
    public static IReadOnlyList<WeightedText> Parse(string prompt)
    {
        var pieces = new List<WeightedText>();
        var (round, square) = (new Stack<int>(), new Stack<int>()); // where the open brackets' pieces begin
        for (var i = 0; i < prompt.Length;)
        {
            var length = 1;
            switch (prompt[i])
            {
                case '\\':
                    length = IsEscapable(prompt, i + 1) ? 2 : 1;
                    pieces.Add(new(prompt.Substring(i + 1, length - 1), 1));
                    break;
                case '(':
                    round.Push(pieces.Count);
                    break;
                case '[':
                    square.Push(pieces.Count);
                    break;
                case ':' when round.Count > 0 && WeightLength(prompt.AsSpan(i)) is var size and > 0:
                    length = size;
                    Multiply(pieces, round.Pop(), Number(prompt.Substring(i + 1, size - 2)));
                    break;
                case ')' when round.Count > 0:
                    Multiply(pieces, round.Pop(), Step);
                    break;
                case ']' when square.Count > 0:
                    Multiply(pieces, square.Pop(), 1 / Step);
                    break;
                default:
                    length = PlainLength(prompt.AsSpan(i));
                    AddPlain(pieces, prompt.Substring(i, length));
                    break;
            }
            i += length;
        }
        foreach (var start in round)
            Multiply(pieces, start, Step);
        foreach (var start in square)
            Multiply(pieces, start, 1 / Step);
        return Join(pieces);
    }

    static bool IsEscapable(string prompt, int index) =>
        index < prompt.Length && prompt[index] is '(' or ')' or '[' or ']' or '\\';

    /// <summary>Length of <c>: 1.3 )</c> at the start of the text, 0 if there is none.</summary>
    static int WeightLength(ReadOnlySpan<char> text)
    {
        var i = 1 + SpaceLength(text[1..]);
        i += i < text.Length && text[i] is '+' or '-' ? 1 : 0;
        var digits = 0;
        while (i + digits < text.Length && (char.IsDigit(text[i + digits]) || text[i + digits] == '.'))
            digits++;
        i += digits;
        i += SpaceLength(text[i..]);
        return digits > 0 && i < text.Length && text[i] == ')' ? i + 1 : 0;
    }

    static int SpaceLength(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new PromptException(
                $"The prompt has the weight '{text.Trim()}', which is no number: write one like (word:1.2).");

    /// <summary>Length of the text up to the next character that may mean something; a mark that means nothing here
    /// counts alone.</summary>
    static int PlainLength(ReadOnlySpan<char> text)
    {
        if (text[0] == ':' && WeightLength(text) is var size and > 0)
            return size; // a weight without a bracket is text, its closing bracket too
        var end = text[1..].IndexOfAny(Marks);
        return text[0] is ')' or ']' or ':' ? 1 : end < 0 ? text.Length : end + 1;
    }

    /// <summary>Adds text, cut at the word BREAK, which takes the white space around it along.</summary>
    static void AddPlain(List<WeightedText> pieces, string text)
    {
        var start = 0;
        foreach (var i in WholeWord.Occurrences(text, Break))
        {
            pieces.Add(new(text[start..i].TrimEnd(), 1));
            pieces.Add(new(Break, -1, IsBreak: true));
            start = i + Break.Length;
            start += SpaceLength(text.AsSpan(start));
        }
        pieces.Add(new(text[Math.Min(start, text.Length)..], 1));
    }

    static void Multiply(List<WeightedText> pieces, int start, double factor)
    {
        for (var i = start; i < pieces.Count; i++)
            pieces[i] = pieces[i] with { Weight = pieces[i].Weight * factor };
    }

    /// <summary>Joins neighbours of one weight.</summary>
    static List<WeightedText> Join(List<WeightedText> pieces)
    {
        var joined = new List<WeightedText>();
        foreach (var piece in pieces)
        {
            if (joined.Count > 0 && joined[^1].Weight == piece.Weight && !piece.IsBreak && !joined[^1].IsBreak)
                joined[^1] = piece with { Text = joined[^1].Text + piece.Text };
            else
                joined.Add(piece);
        }
        return joined.Count > 0 ? joined : [new("", 1)];
    }
}
