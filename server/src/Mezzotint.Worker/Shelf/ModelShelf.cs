using System.Security.Cryptography;

namespace Mezzotint.Worker.Shelf;

/// <summary>
/// Where models lie: the folder <c>models</c> that comes with the program, and what MEZZOTINT_MODELS names.
/// </summary>
public static class ModelShelf
{
    /// <summary>The model that is used where none is named.</summary>
    public const string Default = "miniature";

    /// <summary>Hexadecimal digits of a SHA-256 by which recipes name a file.</summary>
    public const int HashDigits = 10;

    const string Variable = "MEZZOTINT_MODELS";

    static readonly string[] SayNothing = ["model", "diffusion_pytorch_model"];

    static readonly EnumerationOptions Deep =
        new() { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true };

    /// <summary>Folders beside the models of what is added to them, and of parts that several share.</summary>
    static readonly string[] OtherFolders =
        ["loras", "embeddings", "controlnets", "upscalers", "masks", "text_encoders", "clip", "t5", "vae"];

    /// <summary>The models' files and folders, by name and then by shelf.</summary>
    /// <param name="first">A folder that is looked through before the others.</param>
    public static IEnumerable<string> All(string? first = null) =>
        Shelves().Prepend(first).OfType<string>().Where(Directory.Exists).SelectMany(Entries);

    /// <summary>The path of a model that is given as a path or by name.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
            return nameOrPath;
        if (Directory.Exists(nameOrPath))
            return IsFolderModel(nameOrPath) ? nameOrPath : FileOf(nameOrPath) ?? nameOrPath;
        return All().FirstOrDefault(path => Name(path) == nameOrPath) ?? throw new FileNotFoundException(
            $"There is no model '{nameOrPath}': give a .safetensors or .gguf file, a folder, or one of {Known()}.");
    }

    /// <summary>The path of what lies in the folders of this name on the shelves, or of a model.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="folder">Such as upscalers.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(string name, string folder) =>
        Others(folder).FirstOrDefault(file => file.Name == name).Path ?? Find(name);

    /// <summary>Names and paths of what lies in the folders of this name on the shelves, such as loras; in the folders
    /// in them, too. A file with a name that says nothing is called as its folder.</summary>
    /// <param name="folder">The name.</param>
    /// <param name="first">A folder that is looked through before the shelves.</param>
    public static IEnumerable<(string Name, string Path)> Others(string folder, string? first = null) =>
        from shelf in Shelves().Prepend(first).OfType<string>()
        let place = Path.Combine(shelf, folder)
        where Directory.Exists(place)
        from path in Directory.EnumerateFiles(place, "*.safetensors", Deep).Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(path)
        select (SayNothing.Contains(name) ? Path.GetFileName(Path.GetDirectoryName(path)!) : name, path);

    /// <summary>Names of all that workers can be asked for: models, upscalers, what makes masks.</summary>
    public static IEnumerable<string> Names() =>
        All().Select(Name).Concat(Others("upscalers").Concat(Others("masks")).Select(file => file.Name)).Distinct();

    /// <summary>What a model is called: its folder's or its file's name.</summary>
    public static string Name(string path) => Directory.Exists(path)
        ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            : Path.GetFileNameWithoutExtension(path);

    /// <summary>The first ten hexadecimal digits of the SHA-256 of a model's file, or of a folder's denoiser.</summary>
    public static string Hash(string model)
    {
        var file = Directory.Exists(model)
            ? Directory.GetFiles(Denoiser(model), "*.safetensors").Order(StringComparer.Ordinal).First() : model;
        return HashFile(file);
    }

    /// <summary>The first ten hexadecimal digits of the SHA-256 of a file.</summary>
    public static string HashFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..HashDigits];
    }

    static string Denoiser(string model) =>
        Path.Combine(model, Directory.Exists(Path.Combine(model, "transformer")) ? "transformer" : "unet");

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

    /// <summary>Files, diffusers folders, and the file of a folder that has what belongs to it beside it.</summary>
    static IEnumerable<string> Entries(string shelf)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(shelf).Order(StringComparer.Ordinal))
            if (File.Exists(path) && IsModelFile(path) || IsFolderModel(path))
                yield return path;
            else if (Directory.Exists(path) && !IsForOthers(path) && FileOf(path) is { } file)
                yield return file;
    }

    /// <summary>The file that is called as its folder, or the only one.</summary>
    static string? FileOf(string folder)
    {
        var files = Directory.GetFiles(folder).Where(IsModelFile).ToArray();
        return files.FirstOrDefault(file => Name(file) == Name(folder))
            ?? (files is [var only] ? only : null);
    }

    static bool IsForOthers(string path) => OtherFolders.Contains(Path.GetFileName(path), StringComparer.Ordinal);

    static bool IsFolderModel(string path) => File.Exists(Path.Combine(path, "model_index.json"));

    static bool IsModelFile(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);
}
