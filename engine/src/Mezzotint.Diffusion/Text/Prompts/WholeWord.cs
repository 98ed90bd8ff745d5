namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Words of the prompt syntax, which count only where no letter, digit or underscore touches them.</summary>
static class WholeWord
{
    /// <summary>Where a word stands in a text, from left to right.</summary>
    public static IEnumerable<int> Occurrences(string text, string word)
    {
        for (var i = text.IndexOf(word, StringComparison.Ordinal); i >= 0;)
        {
            var end = i + word.Length;
            if (!IsTouched(text, i - 1) && !IsTouched(text, end))
                yield return i;
            i = text.IndexOf(word, end, StringComparison.Ordinal);
        }
    }

    static bool IsTouched(string text, int index) =>
        index >= 0 && index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] == '_');
}
