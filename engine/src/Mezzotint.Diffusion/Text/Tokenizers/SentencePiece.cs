namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>One entry of a SentencePiece vocabulary.</summary>
/// <param name="Text">Its characters; a space is U+2581.</param>
/// <param name="Score">Logarithm of its probability.</param>
/// <param name="Kind">What it stands for.</param>
readonly record struct SentencePiece(string Text, float Score, SentencePieceKind Kind);
