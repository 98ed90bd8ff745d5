using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Tests.Text.Tokenizers;

/// <summary>A vocabulary of all bytes and two merges, whose special tokens come first.</summary>
static class SmallVocabulary
{
    public static readonly (string Left, string Right)[] Merges = [("a", "t</w>"), ("c", "at</w>")];

    public static readonly Dictionary<string, int> Ids = Create();

    public static readonly ClipTokenizer Tokenizer = new(Ids, Merges);

    static Dictionary<string, int> Create()
    {
        var symbols = ByteSymbols.InVocabularyOrder.Select(symbol => symbol.ToString()).ToList();
        string[] tokens =
        [
            "<|startoftext|>", "<|endoftext|>", .. symbols, .. symbols.Select(symbol => symbol + "</w>"),
            .. Merges.Select(pair => pair.Left + pair.Right),
        ];
        return tokens.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
    }
}
