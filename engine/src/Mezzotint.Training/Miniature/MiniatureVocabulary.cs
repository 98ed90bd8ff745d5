using System.Text.Json;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// A byte-pair vocabulary in which each word of the captions is one token, and any other text is several.
/// </summary>
/// <remarks>
/// Learned by merging the most frequent pair until no word has two tokens: Sennrich et al. 2015 (arXiv:1508.07909),
/// Algorithm 1.
/// </remarks>
static class MiniatureVocabulary
{
    const string WordEnd = "</w>";

    /// <summary>Opens a text.</summary>
    public const string Begin = "<|startoftext|>";

    /// <summary>Closes a text and fills its row.</summary>
    public const string End = "<|endoftext|>";

    static readonly List<(string Left, string Right)> Merges = Learn(Captioner.Vocabulary);

    static readonly Dictionary<string, int> Ids = Number();

    /// <summary>Number of tokens.</summary>
    public static int Size => Ids.Count;

    /// <summary>The tokenizer over it.</summary>
    public static ClipTokenizer Tokenizer { get; } = new(Ids, Merges);

    /// <summary>Writes the four files that a tokenizer's folder has.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(Ids));
        File.WriteAllLines(Path.Combine(folder, "merges.txt"),
            ["#version: 0.2", .. Merges.Select(merge => $"{merge.Left} {merge.Right}")]);
        var specials = new Dictionary<string, object>
        {
            ["bos_token"] = Begin,
            ["eos_token"] = End,
            ["pad_token"] = End,
            ["unk_token"] = End,
        };
        FolderConfigWriter.Write(Path.Combine(folder, "special_tokens_map.json"), specials);
        FolderConfigWriter.Write(Path.Combine(folder, "tokenizer_config.json"), new(specials)
        {
            ["tokenizer_class"] = "CLIPTokenizer",
            ["model_max_length"] = ClipTokenizer.RowLength,
            ["do_lower_case"] = true,
        });
    }

    static Dictionary<string, int> Number()
    {
        string[] symbols = [.. ByteSymbols.InVocabularyOrder.Select(symbol => symbol.ToString())];
        string[] tokens =
        [
            .. symbols, .. symbols.Select(symbol => symbol + WordEnd),
            .. Merges.Select(pair => pair.Left + pair.Right), Begin, End,
        ];
        return tokens.Select((token, id) => (token, id))
            .ToDictionary(entry => entry.token, entry => entry.id, StringComparer.Ordinal);
    }

    static List<(string Left, string Right)> Learn(IReadOnlyList<string> words)
    {
        var merges = new List<(string Left, string Right)>();
        List<List<string>> spelled = [.. words.Select(Spell)];
        while (MostFrequent(spelled) is { } pair)
        {
            merges.Add(pair);
            foreach (var tokens in spelled)
                Merge(tokens, pair);
        }
        return merges;
    }

    static List<string> Spell(string word) =>
        [.. word[..^1].Select(letter => letter.ToString()), word[^1] + WordEnd];

    /// <summary>
    /// The pair that stands in most places, the first by its letters among equals; null where no word has two tokens.
    /// </summary>
    static (string Left, string Right)? MostFrequent(List<List<string>> spelled)
    {
        var pairs = spelled.SelectMany(tokens => tokens.Zip(tokens.Skip(1)))
            .GroupBy(pair => pair)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.First, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Second, StringComparer.Ordinal);
        return pairs.FirstOrDefault()?.Key;
    }

    static void Merge(List<string> tokens, (string Left, string Right) pair)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
            if (tokens[i] == pair.Left && tokens[i + 1] == pair.Right)
            {
                tokens[i] += tokens[i + 1];
                tokens.RemoveAt(i + 1);
            }
    }
}
