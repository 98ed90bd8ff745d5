using System.Text;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>CLIP's lower-case byte-pair tokenizer, Radford et al. 2021 (arXiv:2103.00020), section 2.4, over any
/// vocabulary of its kind.</summary>
public sealed class ClipTokenizer
{
    /// <summary>Longest text that is encoded, in characters.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>Tokens in a row of the text encoder's input, begin and end included.</summary>
    public const int RowLength = 77;

    const string WordEnd = "</w>";
    const string BeginText = "<|startoftext|>";
    const string EndText = "<|endoftext|>";

    readonly IReadOnlyDictionary<string, int> _vocabulary;
    readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _merges = [];

    /// <summary>A tokenizer over a vocabulary and its merges.</summary>
    /// <param name="vocabulary">Ids of the tokens; a token that ends a word ends in "&lt;/w&gt;".</param>
    /// <param name="merges">Pairs of tokens that become one, the first learned first.</param>
    /// <exception cref="ArgumentException">A byte, a merge or a special token is missing from the
    /// vocabulary.</exception>
    public ClipTokenizer(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<(string Left, string Right)> merges)
    {
        _vocabulary = vocabulary;
        BeginId = Id(BeginText);
        EndId = Id(EndText);
        foreach (var symbol in ByteSymbols.InVocabularyOrder)
            _ = (Id(symbol.ToString()), Id(symbol + WordEnd));
        foreach (var (left, right) in merges)
            _merges.TryAdd((Id(left), Id(right)), (_merges.Count, Id(left + right)));
    }

    /// <summary>Id of the token that opens a row.</summary>
    public int BeginId { get; }

    /// <summary>Id of the token that closes a row, at which CLIP pools.</summary>
    public int EndId { get; }

    /// <summary>Id of a comma that ends a word; null in a vocabulary without one.</summary>
    internal int? CommaId => _vocabulary.TryGetValue("," + WordEnd, out var id) ? id : null;

    /// <summary>Number of tokens.</summary>
    public int VocabularySize => _vocabulary.Count;

    /// <summary>The ids of a text, without begin and end.</summary>
    /// <exception cref="PromptException">The text is longer than <see cref="MaxTextLength"/>.</exception>
    public int[] Encode(string text)
    {
        if (text.Length > MaxTextLength)
            throw TooLong(text);
        var ids = new List<int>();
        foreach (var word in WordSplitter.Split(TextCleaner.Clean(text), [BeginText, EndText]))
            EncodeWord(word, ids);
        return [.. ids];
    }

    /// <summary>One row of the text encoder's input: begin, the ids, end, and padding; ids that do not fit are
    /// dropped.</summary>
    /// <param name="ids">Ids without begin and end.</param>
    /// <param name="padId">What fills the row: the end token for SD 1 and the first encoder of SDXL, 0 for OpenCLIP
    /// encoders.</param>
    public int[] Row(ReadOnlySpan<int> ids, int padId)
    {
        var row = new int[RowLength];
        Array.Fill(row, padId);
        var kept = ids[..Math.Min(ids.Length, RowLength - 2)];
        row[0] = BeginId;
        kept.CopyTo(row.AsSpan(1));
        row[kept.Length + 1] = EndId;
        return row;
    }

    internal static PromptException TooLong(string text) =>
        new($"The prompt has {text.Length:n0} characters, at most {MaxTextLength:n0} are taken: shorten it.");

    void EncodeWord(string word, List<int> ids)
    {
        if (word is BeginText or EndText)
        {
            ids.Add(Id(word));
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(word);
        var tokens = Array.ConvertAll(bytes, value => Id(ByteSymbols.Of(value).ToString()));
        tokens[^1] = Id(ByteSymbols.Of(bytes[^1]) + WordEnd);
        ids.AddRange(tokens.AsSpan(0, Merge(tokens)));
    }

    /// <summary>Applies merges in the order they were learned, each wherever its pair stands, until none
    /// applies.</summary>
    /// <returns>How many tokens are left, at the front of <paramref name="tokens"/>.</returns>
    int Merge(int[] tokens)
    {
        var pairs = new (int Rank, int Merged)[tokens.Length];
        var count = tokens.Length;
        for (var i = 0; i < count; i++)
            pairs[i] = i + 1 < count ? Pair(tokens[i], tokens[i + 1]) : (int.MaxValue, 0);
        while (true)
        {
            var (best, merged) = (int.MaxValue, 0);
            for (var i = 0; i + 1 < count; i++)
                if (pairs[i].Rank < best)
                    (best, merged) = pairs[i];
            if (best == int.MaxValue)
                return count;
            var kept = 0;
            for (var i = 0; i < count; i++, kept++)
            {
                var isMerged = pairs[i].Rank == best;
                (tokens[kept], pairs[kept]) = (isMerged ? merged : tokens[i], pairs[i]);
                i += isMerged ? 1 : 0;
            }
            count = kept;
            pairs[count - 1] = (int.MaxValue, 0);
            for (var i = 0; i + 1 < count; i++)
                if (tokens[i] == merged || tokens[i + 1] == merged)
                    pairs[i] = Pair(tokens[i], tokens[i + 1]);
        }
    }

    (int Rank, int Merged) Pair(int left, int right) =>
        _merges.TryGetValue((left, right), out var merge) ? merge : (int.MaxValue, 0);

    int Id(string token) => _vocabulary.TryGetValue(token, out var id) ? id
        : throw new ArgumentException($"The vocabulary of {_vocabulary.Count} tokens has no '{token}'.");
}
