using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Families;

/// <summary>A text encoder with its vocabulary.</summary>
/// <param name="Encoder">The network.</param>
/// <param name="Tokenizer">Its vocabulary.</param>
/// <param name="PadId">Id that fills a row of tokens after its end.</param>
sealed record TextPart(ClipTextEncoder Encoder, ClipTokenizer Tokenizer, int PadId);
