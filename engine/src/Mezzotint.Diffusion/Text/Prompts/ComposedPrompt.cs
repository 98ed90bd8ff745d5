namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>One of several prompts that guide a picture together.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Weight">Its share of the guidance; 1 is usual.</param>
public readonly record struct ComposedPrompt(string Text, double Weight);
