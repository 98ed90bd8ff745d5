namespace Mezzotint.Cli.Tests;

/// <summary>How a run of the program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
sealed record CliResult(int ExitCode, string Output, string Error);
