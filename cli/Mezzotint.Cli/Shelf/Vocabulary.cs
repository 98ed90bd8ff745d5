using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Cli.Shelf;

/// <summary>
/// The CLIP vocabulary that a single file comes without and the engine looks for beside it, before it takes its own.
/// </summary>
static class Vocabulary
{
    const string Folder = "tokenizer";
    const string OpenAi = "bpe_simple_vocab_16e6.txt";
    const string Packed = OpenAi + ".gz";

    /// <summary>The one that is named, else the one beside a file; null where the engine's own will do.</summary>
    /// <exception cref="InputException">There is none at all.</exception>
    public static string? Find(ModelOrigin origin, string? named)
    {
        if (named is not null)
            return Path.Exists(named) ? Path.GetFullPath(named)
                : throw new InputException($"There is no vocabulary '{named}'.");
        var beside = origin.Address is not null ? null
            : ((string[])[Folder, OpenAi, Packed]).Select(name =>
                Path.Combine(Path.GetDirectoryName(origin.Text)!, name)).FirstOrDefault(Path.Exists);
        return beside ?? (ShippedVocabulary.Path is not null ? null : throw new InputException(
            $"{origin.Text} is a single file, which needs its CLIP vocabulary: run 'npm ci' in Mezzotint's folder, or "
                + $"name a tokenizer folder (vocab.json, merges.txt) or {Packed} with --vocabulary."));
    }

    /// <summary>Puts it beside a model's file, under the name by which the engine finds it.</summary>
    public static void Place(string vocabulary, string folder)
    {
        if (!Directory.Exists(vocabulary))
        {
            Put(vocabulary, Path.Combine(
                folder, vocabulary.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Packed : OpenAi));
            return;
        }
        var target = Directory.CreateDirectory(Path.Combine(folder, Folder)).FullName;
        foreach (var file in Directory.GetFiles(vocabulary))
            Put(file, Path.Combine(target, Path.GetFileName(file)));
    }

    /// <summary>What lies there may be a second name of the very file, which cannot be copied onto itself.</summary>
    static void Put(string source, string target)
    {
        File.Delete(target);
        File.Copy(source, target);
    }
}
