namespace Mezzotint.Diffusion.Families;

/// <summary>One network of a model, as its files have it.</summary>
/// <param name="Name">denoiser, autoencoder, CLIP or T5.</param>
/// <param name="Path">The file that holds it.</param>
/// <param name="Parameters">Numbers that it holds.</param>
/// <param name="Precisions">How they are stored, the most frequent first, with the share of the numbers that is stored
/// so: "Q4_K 98 %".</param>
public sealed record InspectedPart(string Name, string Path, long Parameters, IReadOnlyList<string> Precisions);
