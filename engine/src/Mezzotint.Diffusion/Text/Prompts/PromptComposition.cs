using System.Globalization;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Prompts joined by the word AND, each with an optional weight: <c>a cat :1.2 AND a dog</c>.</summary>
/// <remarks>Composable diffusion, Liu et al. 2022 (arXiv:2206.01714), eq. 11; the syntax is that of AUTOMATIC1111's web UI.</remarks>
public static class PromptComposition
{
    const string And = "AND";

    /// <summary>The prompts in order; at least one.</summary>
    public static IReadOnlyList<ComposedPrompt> Split(string prompt)
    {
        var parts = new List<ComposedPrompt>();
        var start = 0;
        for (var i = prompt.IndexOf(And, StringComparison.Ordinal); i >= 0; i = prompt.IndexOf(And, i + And.Length, StringComparison.Ordinal))
        {
            if (!AttentionSyntax.IsWholeWord(prompt, i, And.Length))
                continue;
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
        return colon >= 0 && double.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowLeadingSign
            | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? new(text[..colon].TrimEnd(), weight) : new(text, 1);
    }
}
