using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Embeddings;

/// <summary>The words that a text encoder is given vectors for.</summary>
/// <param name="Words">What they are among tokens.</param>
/// <param name="Vectors">All their vectors, (n, Width); null where there are none.</param>
sealed record EncoderWords(IReadOnlyList<TokenWord> Words, Tensor? Vectors)
{
    /// <summary>No words.</summary>
    public static EncoderWords None { get; } = new([], null);
}
