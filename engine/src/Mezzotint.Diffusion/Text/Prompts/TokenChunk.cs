namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>One row for the text encoder: ids of 77 tokens, begin, end and padding included, and the weight of
/// each.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Weights">Factors for the encoder's output rows; 1 for begin, end and padding.</param>
public sealed record TokenChunk(int[] Ids, float[] Weights);
