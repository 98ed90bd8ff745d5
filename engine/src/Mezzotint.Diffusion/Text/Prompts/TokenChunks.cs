using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Turns a prompt of any length into rows of 75 tokens and their weights.</summary>
/// <remarks>
/// The rules are those of AUTOMATIC1111's web UI: BREAK ends a row; where a row is full and a comma lies within the
/// last 20 tokens, what follows the comma moves to the next row, so that a phrase is not cut.
/// </remarks>
public sealed class TokenChunks
{
    const int ChunkLength = ClipTokenizer.RowLength - 2;
    const int CommaReach = 20;

    readonly ClipTokenizer _tokenizer;
    readonly int _padId;
    readonly List<TokenChunk> _chunks = [];
    readonly List<(int Id, float Weight)> _current = [];
    int _lastComma = -1;

    TokenChunks(ClipTokenizer tokenizer, int padId) => (_tokenizer, _padId) = (tokenizer, padId);

    /// <summary>The rows of a prompt; at least one, even for an empty prompt.</summary>
    /// <param name="tokenizer">The text encoder's tokenizer.</param>
    /// <param name="prompt">Text with weights and BREAK, without AND and without changes by step.</param>
    /// <param name="padId">What fills a row after its end token: see <see cref="ClipTokenizer.Row"/>.</param>
    /// <param name="words">Words that stand for vectors of their own; the longest that fits is taken.</param>
    /// <exception cref="PromptException">The prompt is too long, or a weight in it is not a number.</exception>
    public static IReadOnlyList<TokenChunk> Of(
        ClipTokenizer tokenizer, string prompt, int padId, IReadOnlyList<TokenWord>? words = null)
    {
        if (prompt.Length > ClipTokenizer.MaxTextLength)
            throw ClipTokenizer.TooLong(prompt);
        var chunks = new TokenChunks(tokenizer, padId);
        foreach (var piece in AttentionSyntax.Parse(prompt))
        {
            if (piece.IsBreak)
                chunks.Close();
            else
                chunks.Add(tokenizer.Encode(piece.Text), (float)piece.Weight, words ?? []);
        }
        if (chunks._current.Count > 0 || chunks._chunks.Count == 0)
            chunks.Close();
        return chunks._chunks;
    }

    void Add(int[] ids, float weight, IReadOnlyList<TokenWord> words)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            var word = words.Where(word => word.IsAt(ids, i)).MaxBy(word => word.Ids.Count);
            if (word is null)
            {
                Add(ids[i], weight);
                continue;
            }
            if (_current.Count + word.Count > ChunkLength)
                Close();
            for (var vector = 0; vector < word.Count; vector++)
                _current.Add((word.FirstId + vector, weight));
            i += word.Ids.Count - 1;
        }
    }

    void Add(int id, float weight)
    {
        if (id == _tokenizer.CommaId)
            _lastComma = _current.Count;
        else if (_current.Count == ChunkLength && _lastComma >= 0 && ChunkLength - _lastComma <= CommaReach)
        {
            var moved = _current[(_lastComma + 1)..];
            _current.RemoveRange(_lastComma + 1, moved.Count);
            Close();
            _current.AddRange(moved);
        }
        if (_current.Count == ChunkLength)
            Close();
        _current.Add((id, weight));
    }

    void Close()
    {
        var weights = new float[ClipTokenizer.RowLength];
        Array.Fill(weights, 1);
        for (var i = 0; i < _current.Count; i++)
            weights[i + 1] = _current[i].Weight;
        _chunks.Add(new(_tokenizer.Row([.. _current.Select(token => token.Id)], _padId), weights));
        _current.Clear();
        _lastComma = -1;
    }
}
