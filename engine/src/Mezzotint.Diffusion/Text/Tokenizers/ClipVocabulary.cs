using System.IO.Compression;
using System.Text.Json;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>Reads the vocabulary files that CLIP models come with.</summary>
public static class ClipVocabulary
{
    /// <summary>Merges taken of OpenAI's file: 49152 less the bytes and the specials; with 512 single bytes they make
    /// 49408 tokens.</summary>
    const int OpenAiMerges = 49152 - 256 - 2;

    /// <summary>Largest vocabulary or merges file read; the known ones have 1 to 4 MB.</summary>
    const long MaxSizeBytes = 64 << 20;

    /// <summary>
    /// The tokenizer of OpenAI's <c>bpe_simple_vocab_16e6.txt</c>, packed with gzip or not, or as a script's object
    /// with that text (<see cref="ShippedVocabulary"/>).
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no list of merges.</exception>
    public static ClipTokenizer FromOpenAi(string path)
    {
        var merges = Merges(path).Take(OpenAiMerges).ToList();
        var symbols = ByteSymbols.InVocabularyOrder.Select(symbol => symbol.ToString()).ToList();
        string[] tokens =
        [
            .. symbols, .. symbols.Select(symbol => symbol + "</w>"), .. merges.Select(pair => pair.Left + pair.Right),
            "<|startoftext|>", "<|endoftext|>",
        ];
        var vocabulary = new Dictionary<string, int>();
        for (var id = 0; id < tokens.Length; id++)
            vocabulary[tokens[id]] = id;
        return new ClipTokenizer(vocabulary, merges);
    }

    /// <summary>The tokenizer of a folder with <c>vocab.json</c> and <c>merges.txt</c>, as Hugging Face lays it
    /// out.</summary>
    /// <exception cref="InvalidDataException">A file is not what its name says.</exception>
    public static ClipTokenizer FromFolder(string folder)
    {
        var path = Path.Combine(folder, "vocab.json");
        try
        {
            using var stream = Open(path);
            var vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(stream);
            return vocabulary is null ? throw new InvalidDataException($"{path} is empty.")
                : new ClipTokenizer(vocabulary, Merges(Path.Combine(folder, "merges.txt")));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a JSON object of tokens and ids: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{path} does not go with its merges.txt: {e.Message}", e);
        }
    }

    /// <summary>The pairs of a merges file, whose first line is a heading.</summary>
    static IEnumerable<(string Left, string Right)> Merges(string path)
    {
        using var stream = Open(path);
        using var reader = Text(stream, path);
        _ = reader.ReadLine();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            var parts = line.Split(' ');
            if (parts.Length != 2)
                throw new InvalidDataException($"Line {number} of {path} holds {parts.Length} words, a merge has two.");
            yield return (parts[0], parts[1]);
        }
    }

    static TextReader Text(Stream stream, string path) => Path.GetExtension(path) switch
    {
        ".gz" => new StreamReader(new GZipStream(stream, CompressionMode.Decompress)),
        ShippedVocabulary.Extension => new StringReader(ShippedVocabulary.TextIn(stream, path)),
        _ => new StreamReader(stream),
    };

    static FileStream Open(string path)
    {
        var stream = File.OpenRead(path);
        if (stream.Length <= MaxSizeBytes)
            return stream;
        stream.Dispose();
        throw new InvalidDataException(
            $"{path} has more than {MaxSizeBytes:n0} bytes: no vocabulary is so large.");
    }
}
