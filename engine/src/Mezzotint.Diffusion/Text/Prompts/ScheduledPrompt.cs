namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>The prompt that holds for some steps.</summary>
/// <param name="LastStep">The last step it holds for, counted from 1.</param>
/// <param name="Text">The prompt.</param>
public readonly record struct ScheduledPrompt(int LastStep, string Text);
