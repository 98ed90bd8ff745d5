namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A stretch of a prompt and how much attention it gets.</summary>
/// <param name="Text">The text without the syntax.</param>
/// <param name="Weight">1 is usual, 0 is none; negative weights turn away.</param>
/// <param name="IsBreak">Whether this is the word BREAK, after which a new chunk begins.</param>
public readonly record struct WeightedText(string Text, double Weight, bool IsBreak = false);
