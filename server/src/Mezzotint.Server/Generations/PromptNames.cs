using System.Globalization;
using System.Text.RegularExpressions;
using Mezzotint.Contracts.Generations;

namespace Mezzotint.Server.Generations;

/// <summary>What prompts name: LoRAs by tags, embeddings by words. As the engine reads them.</summary>
static partial class PromptNames
{
    const string TagBegins = "<lora:";

    /// <summary>The LoRAs of a prompt's tags, &lt;lora:name:0.8&gt;, in order.</summary>
    /// <returns>Each with its weight; null for one whose weight is no number.</returns>
    public static IEnumerable<(string Tag, RequestedLora? Lora)> Loras(string prompt) =>
        !prompt.Contains(TagBegins, StringComparison.Ordinal) ? []
            : Tag().Matches(prompt).Select(match => (match.Value, Read(match)));

    /// <summary>Whether a name stands in a text as a word: no letter or digit touches it.</summary>
    public static bool Has(string text, string name)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
            if (!IsTouched(at - 1) && !IsTouched(at + name.Length))
                return true;
        return false;

        int Next(int start) => text.IndexOf(name, start, StringComparison.OrdinalIgnoreCase);
        bool IsTouched(int index) => (uint)index < (uint)text.Length && char.IsLetterOrDigit(text[index]);
    }

    static RequestedLora? Read(Match match)
    {
        var (name, text) = (match.Groups["name"].Value.Trim(), match.Groups["number"]);
        if (!text.Success)
            return new RequestedLora { Name = name };
        return double.TryParse(text.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new RequestedLora { Name = name, Weight = weight } : null;
    }

    /// <summary>Lengths are bounded, so time is linear.</summary>
    [GeneratedRegex("<lora:(?<name>[^:<>]{1,200})(?::(?<number>[^<>]{0,40}))?>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
