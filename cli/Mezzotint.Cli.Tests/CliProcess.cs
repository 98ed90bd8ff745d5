using System.Diagnostics;

namespace Mezzotint.Cli.Tests;

/// <summary>Runs the real program with both streams in pipes.</summary>
static class CliProcess
{
    static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Mezzotint.Cli", "release", "mezzotint.dll"));

    /// <summary>A job in a shell's background ignores Ctrl-C, and so would what it starts.</summary>
    static readonly string[] Launcher =
        OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,QUIT", "dotnet", Program] : ["dotnet", Program];

    /// <summary>Runs it in a folder, to its end.</summary>
    public static CliResult Run(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return End(process);
    }

    /// <summary>Starts it in a folder; models of other folders are not at hand.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        Assert.True(File.Exists(Program), $"{Program} was not built.");
        var start = new ProcessStartInfo(Launcher[0], [.. Launcher[1..], .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MEZZOTINT_MODELS"] = folder;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end and takes what was printed.</summary>
    public static CliResult End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
