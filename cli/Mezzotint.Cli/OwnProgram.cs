namespace Mezzotint.Cli;

/// <summary>How to start this program once more.</summary>
static class OwnProgram
{
    /// <summary>The process's file, and this program's where a runtime runs it.</summary>
    public static IReadOnlyList<string> Command { get; } =
    [
        Environment.ProcessPath!,
        .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(),
    ];
}
