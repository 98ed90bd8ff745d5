namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A prompt that cannot be used; the message says why and what to change.</summary>
/// <param name="message">What happened, the values, the limit, the remedy.</param>
public sealed class PromptException(string message) : Exception(message);
