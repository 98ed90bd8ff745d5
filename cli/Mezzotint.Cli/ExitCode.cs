namespace Mezzotint.Cli;

/// <summary>What the program's exit code says.</summary>
static class ExitCode
{
    public const int Success = 0;

    /// <summary>The work was done and its outcome is bad, or the program is at fault.</summary>
    public const int Failure = 1;

    /// <summary>What was asked for cannot be done: one sentence on the error stream says why.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C: 128 and the number of the signal, as shells report it.</summary>
    public const int Stopped = 130;
}
