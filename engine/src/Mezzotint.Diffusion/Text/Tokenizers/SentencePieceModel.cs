namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>What a <c>spiece.model</c> file holds: pieces of text, and how text is cleaned before it is cut.</summary>
/// <param name="Pieces">The pieces; the place in the list is the id.</param>
/// <param name="CharacterMap">Compiled replacements of characters, which <see cref="Tokenizers.CharacterMap"/>
/// reads; may be empty.</param>
/// <param name="AddsDummyPrefix">Whether a space is put before the text.</param>
/// <param name="RemovesExtraSpaces">Whether spaces at both ends and doubled ones are dropped.</param>
/// <param name="IsUnigram">Whether the pieces are those of a unigram model, and not of byte pairs or words.</param>
sealed record SentencePieceModel(
    IReadOnlyList<SentencePiece> Pieces, byte[] CharacterMap, bool AddsDummyPrefix, bool RemovesExtraSpaces,
    bool IsUnigram);
