using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Training.Miniature;

/// <summary>Captions as the text encoder takes them.</summary>
/// <param name="Ids">
/// Rows of <see cref="ClipTokenizer.RowLength"/> tokens, one after the other, filled with end tokens.
/// </param>
/// <param name="Ends">Where each row's first end token stands.</param>
sealed record CaptionBatch(int[] Ids, int[] Ends)
{
    /// <summary>Tokenizes captions; an empty one is begin and end alone.</summary>
    public static CaptionBatch Of(IReadOnlyList<string> captions)
    {
        var tokenizer = MiniatureVocabulary.Tokenizer;
        var ids = new int[captions.Count * ClipTokenizer.RowLength];
        var ends = new int[captions.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var row = tokenizer.Row(tokenizer.Encode(captions[i]), tokenizer.EndId);
            row.CopyTo(ids.AsSpan(i * row.Length));
            ends[i] = Array.IndexOf(row, tokenizer.EndId);
        }
        return new CaptionBatch(ids, ends);
    }

    /// <summary>Each caption in the place of the one before it: none at its own picture.</summary>
    public CaptionBatch Shuffled() => new(
        [.. Ids[ClipTokenizer.RowLength..], .. Ids[..ClipTokenizer.RowLength]], [.. Ends[1..], Ends[0]]);
}
