using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A prompt as T5 reads it: one row of any length, without chunks; BREAK is a space.</summary>
static class T5Row
{
    /// <summary>The longest row that the models were trained with.</summary>
    const int MaxTokens = 512;

    /// <summary>The row of a prompt.</summary>
    /// <param name="tokenizer">T5's vocabulary.</param>
    /// <param name="prompt">Text with weights and BREAK, without AND and without changes by step.</param>
    /// <param name="length">Tokens of the row for a text of so many, its end included.</param>
    /// <returns>Ids with end and padding, and the weight of each.</returns>
    /// <exception cref="PromptException">The prompt is too long, or a weight in it is not a number.</exception>
    public static TokenChunk Of(UnigramTokenizer tokenizer, string prompt, Func<int, int> length)
    {
        var (ids, weights) = (new List<int>(), new List<float>());
        foreach (var piece in AttentionSyntax.Parse(prompt).Where(piece => !piece.IsBreak))
            foreach (var id in tokenizer.Encode(piece.Text))
            {
                ids.Add(id);
                weights.Add((float)piece.Weight);
            }
        ids.Add(tokenizer.EndId);
        if (ids.Count > MaxTokens)
            throw new PromptException(
                $"The prompt has {ids.Count - 1} tokens of T5, at most {MaxTokens - 1} are taken: shorten it.");
        var row = new int[Math.Max(length(ids.Count), ids.Count)];
        Array.Fill(row, tokenizer.PadId);
        ids.CopyTo(row);
        return new TokenChunk(row, [.. weights, .. Enumerable.Repeat(1f, row.Length - weights.Count)]);
    }
}
