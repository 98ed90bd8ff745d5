using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>Which of a text encoder's states a model family was trained on, and what it is shown besides.</summary>
/// <param name="Skip">1 for the last layer's, 2 for the one before it ("clip skip")...</param>
/// <param name="IsNormalised">Whether the final layer norm is applied to them.</param>
/// <param name="IsPooled">Whether the pooled vector is wanted too.</param>
/// <param name="Vectors">Vectors (n, Width) that ids past the vocabulary stand for: embeddings. Null for none.</param>
public sealed record ClipReading(
    int Skip = 1, bool IsNormalised = true, bool IsPooled = false, Tensor? Vectors = null);
