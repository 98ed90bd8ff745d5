using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Families;

/// <summary>A T5 encoder with its vocabulary.</summary>
/// <param name="Open">
/// Makes the network. It takes more memory than any other part and is needed for a moment only, so it is made for each
/// request and let go.
/// </param>
/// <param name="Tokenizer">Its vocabulary.</param>
sealed record T5Part(Func<T5TextEncoder> Open, UnigramTokenizer Tokenizer);
