using System.Text.Json;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares token ids with those of OpenAI's and Google's tokenizers for the texts of a golden
/// folder.</summary>
public static class TokenizerParity
{
    const string VocabularyFile = "bpe_simple_vocab_16e6.txt.gz";
    const string PiecesFile = "t5_spiece.model";

    /// <summary>Compares every text under tokenizer/.</summary>
    /// <param name="goldenFolder">The folder that holds tokenizer/.</param>
    /// <param name="vocabularyFolder">Another such folder to take the vocabulary from where the first has none; may be
    /// null.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder, string? vocabularyFolder = null)
    {
        string[] folders = [goldenFolder, vocabularyFolder ?? goldenFolder];
        var clip = Find(folders, VocabularyFile) ?? ShippedVocabulary.Path;
        return Compare("tokenizer/clip", clip, VocabularyFile, path =>
        {
            var tokenizer = ClipVocabulary.FromOpenAi(path);
            return [.. GoldenLines.Cases(goldenFolder, "tokenizer/clip_bpe.jsonl", line => CompareIds(tokenizer, line)),
                .. GoldenLines.Cases(goldenFolder, "tokenizer/clip_77.jsonl", line => CompareRows(tokenizer, line))];
        }).Concat(Compare("tokenizer/t5", Find(folders, PiecesFile), PiecesFile, path =>
        {
            var tokenizer = UnigramTokenizer.Read(path);
            return GoldenLines.Cases(goldenFolder, "tokenizer/t5_spm.jsonl", line => Differences(
                tokenizer.Encode(line.GetProperty("text").GetString()!), line.GetProperty("ids")));
        }));
    }

    static string? Find(string[] folders, string file) =>
        folders.Select(folder => Path.Combine(folder, "tokenizer", file)).FirstOrDefault(File.Exists);

    static IEnumerable<ParityResult> Compare(
        string name, string? vocabulary, string file, Func<string, IEnumerable<ParityResult>> compare)
    {
        if (vocabulary is null)
            return [ParityResult.Skip(name, $"no {file} is there")];
        try
        {
            return [.. compare(vocabulary)];
        }
        catch (Exception e) when (ParityResult.IsCaseError(e))
        {
            return [new ParityResult(name, ParityOutcome.Failed, 0, 0, e.Message)];
        }
    }

    static double CompareIds(ClipTokenizer tokenizer, JsonElement line)
    {
        var text = line.GetProperty("text").GetString()!;
        var isCleanDifferent = line.TryGetProperty("cleaned", out var cleaned)
            && TextCleaner.Clean(text) != cleaned.GetString();
        return Differences(tokenizer.Encode(text), line.GetProperty("ids")) + (isCleanDifferent ? 1 : 0);
    }

    static double CompareRows(ClipTokenizer tokenizer, JsonElement line)
    {
        var ids = tokenizer.Encode(line.GetProperty("text").GetString()!);
        return Differences(tokenizer.Row(ids, tokenizer.EndId), line.GetProperty("pad_eos"))
            + Differences(tokenizer.Row(ids, 0), line.GetProperty("pad_zero"));
    }

    /// <summary>How many ids differ, missing and surplus ones included.</summary>
    static double Differences(int[] actual, JsonElement expected)
    {
        var ids = expected.EnumerateArray().Select(id => id.GetInt32()).ToList();
        return actual.Zip(ids).Count(pair => pair.First != pair.Second) + Math.Abs(actual.Length - ids.Count);
    }
}
