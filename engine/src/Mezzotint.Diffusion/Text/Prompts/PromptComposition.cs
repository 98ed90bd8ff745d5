using System.Globalization;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Prompts joined by the word AND, each with an optional weight: <c>a cat :1.2 AND a dog</c>.</summary>
/// <remarks>Composable diffusion, Liu et al. 2022 (arXiv:2206.01714), eq. 11; the syntax is that of AUTOMATIC1111's web
/// UI.</remarks>
public static class PromptComposition
{
    const string And = "AND";
    const NumberStyles Number = NumberStyles.AllowLeadingWhite | NumberStyles.AllowLeadingSign
        | NumberStyles.AllowDecimalPoint;

    /// <summary>The prompts in order; at least one.</summary>
    public static IReadOnlyList<ComposedPrompt> Split(string prompt)
    {
        var parts = new List<ComposedPrompt>();
        var start = 0;
        foreach (var i in WholeWord.Occurrences(prompt, And))
        {
            parts.Add(Weigh(prompt[start..i]));
            start = i + And.Length;
        }
        parts.Add(Weigh(prompt[start..]));
        return parts;
    }

    /// <summary>Takes <c>: number</c> off the end.</summary>
    static ComposedPrompt Weigh(string part)
    {
        var text = part.TrimEnd();
        var colon = text.LastIndexOf(':');
        var number = text.AsSpan(colon + 1);
        return colon >= 0 && double.TryParse(number, Number, CultureInfo.InvariantCulture, out var weight)
            ? new(text[..colon].TrimEnd(), weight) : new(text, 1);
    }
}
