using System.Xml.Linq;

namespace Mezzotint.Tidy.Tests;

/// <summary>The repository as it lies on the disk, without what builds leave in it.</summary>
static class Tree
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    static readonly string[] Left = ["artifacts", "node_modules", "obj", "bin", ".git"];

    static readonly Lazy<Project[]> AllProjects = new(() =>
        [.. Paths(".csproj").Select(path => new Project(path, XDocument.Load(Path.Combine(Root, path))))]);

    static readonly Lazy<SourceFile[]> AllSources = new(() => [.. Paths(".cs").Select(Read)]);

    public static IReadOnlyList<Project> Projects => AllProjects.Value;

    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>Fails with all the broken places, one a line.</summary>
    public static void AssertNone(IEnumerable<string> broken)
    {
        var all = broken.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} broken:\n" + string.Join('\n', all));
    }

    static IEnumerable<string> Paths(string extension) => Directory
        .EnumerateFiles(Root, "*" + extension, new EnumerationOptions { RecurseSubdirectories = true })
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(Left.Contains))
        .Order(StringComparer.Ordinal);

    static SourceFile Read(string path)
    {
        var project =
            Projects.FirstOrDefault(project => path.StartsWith(project.Folder + "/", StringComparison.Ordinal));
        return new SourceFile(
            path, project?.Name ?? "", File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n"));
    }

    static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Mezzotint.slnx")))
                return folder;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Mezzotint.slnx.");
    }
}
