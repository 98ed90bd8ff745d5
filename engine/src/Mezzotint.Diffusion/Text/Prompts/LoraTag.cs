namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>A LoRA that a prompt asks for.</summary>
/// <param name="Name">Its file's name without extension.</param>
/// <param name="Multiplier">How strongly; 1 where the prompt does not say.</param>
public readonly record struct LoraTag(string Name, double Multiplier);
