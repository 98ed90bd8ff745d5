using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>What a text encoder makes of a batch of token sequences.</summary>
/// <param name="Tokens">A vector for each token, from the layer asked for, (B, L, Width).</param>
/// <param name="Pooled">The last layer's vector at the end of the text, projected where the model projects; null if not
/// asked for.</param>
public readonly record struct ClipStates(Tensor Tokens, Tensor? Pooled);
