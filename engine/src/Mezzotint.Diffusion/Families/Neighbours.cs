namespace Mezzotint.Diffusion.Families;

/// <summary>Files near a transformer that may hold its text encoders, its autoencoder or their vocabularies.</summary>
/// <remarks>
/// They are looked for in the transformer's folder, in folders of the usual names in it, and in those beside it: so a
/// repository as it was downloaded serves, and a tree of models as other programs keep it.
/// </remarks>
static class Neighbours
{
    /// <summary>Most files whose headers are looked at.</summary>
    const int MaxFiles = 64;

    static readonly string[] Folders =
    [
        "text_encoders", "text_encoder", "text_encoder_2", "text_encoder_3", "clip", "t5", "vae",
        "tokenizer", "tokenizer_2", "tokenizer_3",
    ];

    static readonly string[] Words = ["t5", "clip", "vae", "ae.", "text_encoder", "encoder", "model."];

    static readonly string[] Extensions = [".safetensors", ".sft", ".gguf"];

    /// <summary>The files, those that lie nearest first; of one folder, those of the best precision first.</summary>
    /// <param name="path">The transformer's file, which is none of them.</param>
    public static IReadOnlyList<string> Files(string path) =>
    [
        .. Places(path).SelectMany(Candidates).Where(file => file != Path.GetFullPath(path)).Distinct().Take(MaxFiles),
    ];

    /// <summary>The nearest CLIP vocabulary, a folder or a file; null where there is none.</summary>
    public static string? ClipVocabulary(string path) => Path.GetDirectoryName(Named(path, "vocab.json"))
        ?? Named(path, ModelLoader.OpenAiVocabulary) ?? Named(path, ModelLoader.OpenAiVocabulary + ".gz");

    /// <summary>The first file or folder of this name; null where there is none.</summary>
    public static string? Named(string path, string name) =>
        Places(path).Select(place => Path.Combine(place, name)).FirstOrDefault(Path.Exists);

    static IEnumerable<string> Places(string path)
    {
        var home = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string?[] roots = [home, Path.GetDirectoryName(home)];
        return new[] { home }.Concat(roots.OfType<string>().SelectMany(
            root => Folders.Select(folder => Path.Combine(root, folder)))).Where(Directory.Exists);
    }

    /// <summary>A folder's files that by their names may be parts; of a sharded part, its index alone.</summary>
    static IEnumerable<string> Candidates(string folder)
    {
        var isPart = Folders.Contains(Path.GetFileName(folder));
        var index = isPart ? Directory.GetFiles(folder, "*.safetensors.index.json").Order(StringComparer.Ordinal)
            .FirstOrDefault() : null;
        return index is not null ? [index]
            : Directory.GetFiles(folder).Where(file => IsCandidate(Path.GetFileName(file), isPart))
                .OrderBy(Rank).ThenBy(file => file, StringComparer.Ordinal);
    }

    static bool IsCandidate(string name, bool isPart) =>
        Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
        && (isPart || Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));

    static int Rank(string path)
    {
        var name = Path.GetFileName(path);
        bool Has(string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
        return Has("scaled") ? 4 : Has("gguf") ? 3 : Has("fp8") ? 2 : Has("16") ? 0 : 1;
    }
}
