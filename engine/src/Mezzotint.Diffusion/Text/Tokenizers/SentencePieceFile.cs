using System.Text;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>
/// Reads a <c>spiece.model</c>: a protocol-buffer message, of which a few fields matter here.
/// </summary>
/// <remarks>
/// google/sentencepiece, <c>sentencepiece_model.proto</c>: ModelProto has pieces = 1 (piece = 1, score = 2, type = 3),
/// trainer_spec = 2 (model_type = 3), normalizer_spec = 3 (precompiled_charsmap = 2, add_dummy_prefix = 3,
/// remove_extra_whitespaces = 4, escape_whitespaces = 5).
/// </remarks>
static class SentencePieceFile
{
    /// <summary>Largest file read; T5's has 0.8 MB, the largest known ones 5 MB.</summary>
    const long MaxSizeBytes = 32 << 20;

    const int MaxPieces = 1 << 20;
    const int MaxPieceBytes = 512;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is too large, or no such message.</exception>
    public static SentencePieceModel Read(string path)
    {
        if (new FileInfo(path).Length > MaxSizeBytes)
            throw new InvalidDataException(
                $"{path} has more than {MaxSizeBytes:n0} bytes: no SentencePiece vocabulary is so large.");
        var bytes = File.ReadAllBytes(path);
        try
        {
            return Parse(bytes);
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException)
        {
            throw new InvalidDataException(
                $"{path} is no SentencePiece model ({error.Message}): get spiece.model again.", error);
        }
    }

    /// <summary>Reads the message.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static SentencePieceModel Parse(ReadOnlySpan<byte> message)
    {
        var pieces = new List<SentencePiece>();
        var (map, dummy, spaces, escape, type) = (Array.Empty<byte>(), true, true, true, 1UL);
        for (var fields = new ProtocolFields(message); fields.Next();)
        {
            if (fields.Number == 1)
                pieces.Add(Piece(fields.Bytes));
            for (var inner = new ProtocolFields(fields.Number is 2 or 3 ? fields.Bytes : []); inner.Next();)
                switch (fields.Number, inner.Number)
                {
                    case (2, 3): type = inner.Value; break;
                    case (3, 2): map = inner.Bytes.ToArray(); break;
                    case (3, 3): dummy = inner.Value != 0; break;
                    case (3, 4): spaces = inner.Value != 0; break;
                    case (3, 5): escape = inner.Value != 0; break;
                }
            if (pieces.Count > MaxPieces)
                throw new InvalidDataException($"it has more than {MaxPieces:n0} pieces");
        }
        if (pieces.Count == 0)
            throw new InvalidDataException("it has no pieces");
        return escape ? new SentencePieceModel(pieces, map, dummy, spaces, type == 1)
            : throw new InvalidDataException("its spaces are not escaped, which is not known here");
    }

    static SentencePiece Piece(ReadOnlySpan<byte> message)
    {
        var (text, score, kind) = ("", 0f, SentencePieceKind.Normal);
        for (var fields = new ProtocolFields(message); fields.Next();)
            switch (fields.Number)
            {
                case 1 when fields.Bytes.Length > MaxPieceBytes:
                    throw new InvalidDataException($"a piece has {fields.Bytes.Length} bytes");
                case 1:
                    text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(fields.Bytes);
                    break;
                case 2:
                    score = BitConverter.UInt32BitsToSingle((uint)fields.Value);
                    break;
                case 3:
                    kind = (SentencePieceKind)fields.Value;
                    break;
            }
        return float.IsFinite(score) ? new SentencePiece(text, score, kind)
            : throw new InvalidDataException($"the piece '{text}' has the score {score}");
    }
}
