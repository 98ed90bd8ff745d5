using System.Security.Cryptography;

namespace Mezzotint.Cli.Shelf;

/// <summary>
/// Where models lie: the folder <c>models</c> that comes with the program, and what MEZZOTINT_MODELS names.
/// </summary>
static class ModelShelf
{
    /// <summary>The model that is used where none is named.</summary>
    public const string Default = "miniature";

    const string Variable = "MEZZOTINT_MODELS";
    const int HashDigits = 10;

    /// <summary>The models' files and folders, by name and then by shelf.</summary>
    public static IEnumerable<string> All() => Shelves().Where(Directory.Exists).SelectMany(Entries);

    /// <summary>The path of a model that is given as a path or by name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string Find(string nameOrPath)
    {
        if (Path.Exists(nameOrPath))
            return nameOrPath;
        return All().FirstOrDefault(path => Name(path) == nameOrPath) ?? throw new InputException(
            $"There is no model '{nameOrPath}': give a .safetensors file, a folder, or one of {Known()}.");
    }

    /// <summary>What a model is called: its folder's or its file's name.</summary>
    public static string Name(string path) => Directory.Exists(path)
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            : Path.GetFileNameWithoutExtension(path);

    /// <summary>
    /// The first ten hexadecimal digits of a file's SHA-256, by which recipes name checkpoints and pictures.
    /// </summary>
    public static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..HashDigits];
    }

    static string Known()
    {
        var names = All().Select(Name).Distinct().ToArray();
        return names.Length > 0 ? string.Join(", ", names)
            : $"the models in the folder that {Variable} names (none is set)";
    }

    static IEnumerable<string> Shelves()
    {
        foreach (var named in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return named;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "models")))
                yield return Path.Combine(folder, "models");
    }

    /// <summary>
    /// Files, diffusers folders, and folders of one file with what belongs to it, as the bundled model is.
    /// </summary>
    static IEnumerable<string> Entries(string shelf) => Directory
        .EnumerateFileSystemEntries(shelf)
        .Where(path => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) || IsModelFolder(path))
        .Order(StringComparer.Ordinal);

    static bool IsModelFolder(string path) => Directory.Exists(path)
        && (File.Exists(Path.Combine(path, "model_index.json"))
        || Directory.GetFiles(path, "*.safetensors").Length > 0);
}
