namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A word of prompts that stands for vectors of its own: the name of a textual-inversion embedding.</summary>
/// <param name="Ids">What the tokenizer makes of the name; at least one.</param>
/// <param name="FirstId">The id that stands for its first vector; those of the next follow.</param>
/// <param name="Count">How many vectors it stands for.</param>
public sealed record TokenWord(IReadOnlyList<int> Ids, int FirstId, int Count)
{
    /// <summary>Whether the word begins at a place among tokens.</summary>
    public bool IsAt(ReadOnlySpan<int> tokens, int place)
    {
        if (Ids.Count == 0 || place > tokens.Length - Ids.Count)
            return false;
        for (var i = 0; i < Ids.Count; i++)
            if (tokens[place + i] != Ids[i])
                return false;
        return true;
    }
}
