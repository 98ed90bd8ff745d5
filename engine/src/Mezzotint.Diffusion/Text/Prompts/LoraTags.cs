using System.Globalization;
using System.Text.RegularExpressions;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>
/// The LoRAs that users write into prompts, <c>&lt;lora:name:0.8&gt;</c>, in the form of A1111's web UI.
/// </summary>
public static partial class LoraTags
{
    /// <summary>The most LoRAs that one prompt may name.</summary>
    public const int MaxCount = 16;

    /// <summary>Takes the tags out of a prompt.</summary>
    /// <returns>The prompt without them, and what they say, in order.</returns>
    /// <exception cref="PromptException">A multiplier is no number, or there are too many.</exception>
    public static (string Prompt, IReadOnlyList<LoraTag> Tags) Take(string prompt)
    {
        var tags = new List<LoraTag>();
        foreach (Match match in Tag().Matches(prompt))
            tags.Add(Read(match));
        if (tags.Count > MaxCount)
            throw new PromptException(
                $"The prompt names {tags.Count} LoRAs, at most {MaxCount} are applied: drop some.");
        return tags.Count == 0 ? (prompt, tags) : (Tag().Replace(prompt, "").Trim(), tags);
    }

    static LoraTag Read(Match match)
    {
        var text = match.Groups["number"];
        var number = 1d;
        if (text.Success && !(double.TryParse(
            text.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= 10))
            throw new PromptException(
                $"{match.Value} has the multiplier '{text.Value}': write a number from -10 to 10, such as "
                    + $"<lora:{match.Groups["name"].Value}:0.8>.");
        return new LoraTag(match.Groups["name"].Value.Trim(), number);
    }

    /// <summary>Lengths are bounded, so time is linear.</summary>
    [GeneratedRegex("<lora:(?<name>[^:<>]{1,200})(?::(?<number>[^<>]{0,40}))?>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
