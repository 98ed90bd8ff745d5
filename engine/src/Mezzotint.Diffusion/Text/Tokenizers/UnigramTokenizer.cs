using System.Text;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>
/// SentencePiece's unigram tokenizer, Kudo 2018 (arXiv:1804.10959): of all ways to cut a text, the most likely one.
/// </summary>
/// <remarks>Ids agree with google/sentencepiece, which adds log probabilities in float32 from left to right.</remarks>
public sealed class UnigramTokenizer
{
    const char Space = '\u2581';
    const string EndPiece = "</s>";
    const string PadPiece = "<pad>";

    /// <summary>How much less likely than the least likely piece a character is that no piece covers.</summary>
    const float UnknownPenalty = 10;

    readonly Dictionary<string, (int Id, float Score)> _pieces = new(StringComparer.Ordinal);
    readonly CharacterMap _map;
    readonly SentencePieceModel _model;
    readonly int _unknownId;
    readonly int _longest;
    readonly float _unknownScore;

    UnigramTokenizer(SentencePieceModel model)
    {
        if (!model.IsUnigram)
            throw new InvalidDataException("it is no unigram model, which T5 needs");
        (_model, _map) = (model, new CharacterMap(model.CharacterMap));
        var normal = model.Pieces.Where(piece => piece.Kind == SentencePieceKind.Normal).Select(piece => piece.Score)
            .DefaultIfEmpty().ToArray();
        _unknownScore = normal.Min() - UnknownPenalty;
        foreach (var (id, piece) in model.Pieces.Index())
            if (piece.Kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined && piece.Text.Length > 0)
                _pieces.TryAdd(piece.Text, (id, piece.Kind == SentencePieceKind.Normal ? piece.Score
                    : piece.Text.Length * normal.Max() - 0.1f));
        _longest = _pieces.Keys.Select(text => text.Length).DefaultIfEmpty(0).Max();
        _unknownId = Find(model, piece => piece.Kind == SentencePieceKind.Unknown, "unknown text");
        EndId = Find(model, piece => piece.Text == EndPiece, EndPiece);
        PadId = Find(model, piece => piece.Text == PadPiece, PadPiece);
    }

    /// <summary>Id of the piece that ends a text.</summary>
    public int EndId { get; }

    /// <summary>Id that fills a row after its end.</summary>
    public int PadId { get; }

    /// <summary>Number of pieces.</summary>
    public int VocabularySize => _model.Pieces.Count;

    /// <summary>Reads a <c>spiece.model</c>.</summary>
    /// <exception cref="InvalidDataException">The file is no unigram model of SentencePiece, or lacks a
    /// mark.</exception>
    public static UnigramTokenizer Read(string path)
    {
        var model = SentencePieceFile.Read(path);
        try
        {
            return new UnigramTokenizer(model);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} cannot be used: {error.Message}.", error);
        }
    }

    /// <summary>The ids of a text, without end.</summary>
    /// <exception cref="PromptException">The text is longer than <see
    /// cref="ClipTokenizer.MaxTextLength"/>.</exception>
    public int[] Encode(string text)
    {
        if (text.Length > ClipTokenizer.MaxTextLength)
            throw ClipTokenizer.TooLong(text);
        return [.. Cut(Clean(text))];
    }

    /// <summary>The text with characters replaced, spaces counted and written as U+2581.</summary>
    string Clean(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        var clean = new List<byte>(rest.Length + 1);
        var isAfterSpace = _model.RemovesExtraSpaces;
        while (!rest.IsEmpty)
        {
            var replacement = _map.ReplacementAt(rest, out var length);
            rest = rest[length..];
            if (isAfterSpace)
                replacement = replacement.TrimStart((byte)' ');
            if (!replacement.IsEmpty)
                isAfterSpace = _model.RemovesExtraSpaces && replacement[^1] == ' ';
            clean.AddRange(replacement);
        }
        var words = Encoding.UTF8.GetString([.. clean]).Replace(' ', Space);
        if (_model.RemovesExtraSpaces)
            words = words.TrimEnd(Space);
        return words.Length > 0 && _model.AddsDummyPrefix ? Space + words : words;
    }

    /// <summary>The best cut, found from left to right: Viterbi's algorithm over the places of the text.</summary>
    List<int> Cut(string text)
    {
        var best = new (float Score, int Start, int Id)[text.Length + 1];
        Array.Fill(best, (0, -1, -1));
        var pieces = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, start).Utf16SequenceLength;
            var isCovered = false;
            for (var length = 1; length <= Math.Min(_longest, text.Length - start); length++)
                if (pieces.TryGetValue(text.AsSpan(start, length), out var piece))
                {
                    Offer(start, length, piece.Id, piece.Score);
                    isCovered |= length == rune;
                }
            if (!isCovered)
                Offer(start, rune, _unknownId, _unknownScore);
            start += rune;
        }
        return Trace(best);

        void Offer(int start, int length, int id, float score)
        {
            ref var target = ref best[start + length];
            var sum = score + best[start].Score;
            if (target.Start < 0 || sum > target.Score)
                target = (sum, start, id);
        }
    }

    /// <summary>The ids of the best cut, unknown ones that follow each other as one.</summary>
    List<int> Trace((float Score, int Start, int Id)[] best)
    {
        var ids = new List<int>();
        for (var end = best.Length - 1; end > 0; end = best[end].Start)
            if (best[end].Id != _unknownId || ids.Count == 0 || ids[^1] != _unknownId)
                ids.Add(best[end].Id);
        ids.Reverse();
        return ids;
    }

    static int Find(SentencePieceModel model, Func<SentencePiece, bool> isWanted, string what)
    {
        for (var id = 0; id < model.Pieces.Count; id++)
            if (isWanted(model.Pieces[id]))
                return id;
        throw new InvalidDataException($"it has no piece for {what}");
    }
}
