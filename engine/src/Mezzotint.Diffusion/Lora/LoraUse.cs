namespace Mezzotint.Diffusion.Lora;

/// <summary>A LoRA and how strongly it is applied.</summary>
/// <param name="Path">Its safetensors file.</param>
/// <param name="Multiplier">1 is as trained, 0 is off; negative numbers turn away.</param>
public sealed record LoraUse(string Path, double Multiplier = 1);
