using Mezzotint.Diffusion.Families;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Folders whose safetensors files prompts may name, such as <c>loras</c> beside the models.</summary>
/// <param name="folders">Looked through in this order, with the folders in them.</param>
sealed class AddOnFolders(IReadOnlyList<string> folders)
{
    static readonly EnumerationOptions Deep =
        new() { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true };

    /// <summary>The folders that were named, or those of this name in the model's folder and beside it.</summary>
    public static AddOnFolders Of(ModelSource source, IReadOnlyList<string>? named, string name)
    {
        if (named is not null)
            return new AddOnFolders(named);
        var own = Directory.Exists(source.Path) ? Path.GetFullPath(source.Path)
            : Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        string?[] around = [own, Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(own))];
        return new AddOnFolders([.. around.OfType<string>().Select(folder => Path.Combine(folder, name))]);
    }

    /// <summary>Name and path of every file.</summary>
    public IEnumerable<(string Name, string Path)> All() =>
        from folder in folders
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*.safetensors", Deep).Order(StringComparer.Ordinal)
        select (Path.GetFileNameWithoutExtension(path), path);

    /// <summary>The file of this name, whatever the case of its letters; or null.</summary>
    public string? Find(string name)
    {
        var all = All().Where(file => file.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return all.FirstOrDefault(file => file.Name == name).Path ?? all.FirstOrDefault().Path;
    }

    /// <summary>The folders' own name, for messages: where they lie is the operator's matter.</summary>
    public override string ToString() => folders.Count == 0 ? "" : Path.GetFileName(folders[0]);
}
