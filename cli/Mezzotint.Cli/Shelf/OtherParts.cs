using Mezzotint.Diffusion.Families;

namespace Mezzotint.Cli.Shelf;

/// <summary>The parts of a model that lie in files of their own near the one that is named.</summary>
static class OtherParts
{
    /// <summary>The files and folders of a model's other parts.</summary>
    /// <param name="model">What the file that was named is.</param>
    /// <exception cref="InputException">A part lies nowhere: the message says which, and where it is found.</exception>
    public static IReadOnlyList<string> Of(ModelInspection model) =>
        model.MissingParts.Count == 0 ? model.OtherFiles : throw Missing(model);

    /// <summary>Puts them as near to the file's place in another folder as they lay to the file.</summary>
    /// <param name="parts">What lies near it.</param>
    /// <param name="path">The file that was named.</param>
    /// <param name="folder">Where it was brought.</param>
    public static void Bring(IReadOnlyList<string> parts, string path, string folder)
    {
        var home = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var part in parts)
        {
            var isFolder = Directory.Exists(part);
            var place = isFolder ? part : Path.GetDirectoryName(part)!;
            var target = Directory.CreateDirectory(
                place == home ? folder : Path.Combine(folder, Path.GetFileName(place))).FullName;
            foreach (var file in isFolder ? Directory.GetFiles(part) : [part])
                Put(file, target);
        }
    }

    /// <summary>What is said of a model that lacks parts.</summary>
    public static InputException Missing(ModelInspection model) => new(
        $"This is {model.Family}'s transformer alone, which makes no pictures: {string.Join(' ', model.MissingParts)} "
            + "Then add it again; docs/models.md lists all files.");

    static void Put(string file, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(file));
        if (!File.Exists(target))
            HardLink.OrCopy(file, target);
    }
}
