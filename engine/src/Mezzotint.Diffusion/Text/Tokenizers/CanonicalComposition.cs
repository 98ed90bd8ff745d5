using System.Globalization;
using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Unicode normalisation form C: a letter and its combining accent become the one character that means
/// both.</summary>
/// <remarks>
/// The runtime composes only with a locale library, which the engine does without. The pairs stand in
/// CanonicalComposition.txt, taken from Unicode's UnicodeData.txt, and with them the half-width letters and their full
/// forms. Marks are not reordered: a letter with several of them composes only if they come in their usual order.
/// </remarks>
static class CanonicalComposition
{
    static readonly Lazy<(Dictionary<(char, char), char> Pairs, Dictionary<char, char> Singles)> Table = new(Load);

    /// <summary>The composed text.</summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var next in text)
        {
            var character = Table.Value.Singles.GetValueOrDefault(next, next);
            var isMark = char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;
            if (isMark && composed.Length > 0 && Table.Value.Pairs.TryGetValue((composed[^1], character), out var both))
                composed[^1] = both;
            else
                composed.Append(character);
        }
        return composed.ToString();
    }

    /// <summary>Lines of three characters (first, second, both) or two (alias, character).</summary>
    static (Dictionary<(char, char), char>, Dictionary<char, char>) Load()
    {
        using var stream = typeof(CanonicalComposition).Assembly.GetManifestResourceStream("CanonicalComposition.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (pairs, singles) = (new Dictionary<(char, char), char>(), new Dictionary<char, char>());
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 3)
                pairs.Add((line[0], line[1]), line[2]);
            else if (line.Length == 2)
                singles.Add(line[0], line[1]);
        }
        return (pairs, singles);
    }
}
