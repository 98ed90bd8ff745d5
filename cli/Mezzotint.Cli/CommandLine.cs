using System.CommandLine;
using System.Runtime.InteropServices;
using Mezzotint.Cli.Verbs;
using Mezzotint.Imaging;
using Mezzotint.Server.Hosting;
using Mezzotint.Weights;
using Mezzotint.Worker;

namespace Mezzotint.Cli;

/// <summary>The verbs of <c>mezzotint</c>, and the one place where errors become sentences and exit codes.</summary>
static class CommandLine
{
    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Mezzotint makes pictures from words on your own machine.")
        {
            GenerateVerb.Create(), ModelsVerb.Create(), ParityVerb.Create(), BenchVerb.Create(), TrainVerb.Create(),
            ServeVerb.Create(), AdminVerb.Create(), WorkerVerb.Create(), UpscaleVerb.Create(), MaskVerb.Create(),
        };
        // No response files: a prompt may begin with '@'.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (arguments.Length == 0)
            parsed = root.Parse("--help");
        else if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens is [var unknown, ..])
            return Complain($"there is no command '{unknown}'. See 'mezzotint --help'.");
        else if (parsed.Errors.Count > 0)
            return Complain($"{parsed.Errors[0].Message} See 'mezzotint {parsed.CommandResult.Command.Name} --help'.");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        var configuration =
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return parsed.InvokeAsync(configuration, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Complain("stopped.");
            return ExitCode.Stopped;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            return Complain(error.Message);
        }
    }

    /// <summary>
    /// The first signal asks the work to stop at its next step, a second one ends the program at once.
    /// </summary>
    static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }

    /// <summary>
    /// Errors whose message tells a user what to change. All others are faults of the program and show where.
    /// </summary>
    static bool IsUsersToMend(Exception error) =>
        error is InputException or CheckpointException or ImageException or ServerException or WorkerException
            or IOException or UnauthorizedAccessException;

    static int Complain(string sentence)
    {
        Console.Error.WriteLine($"mezzotint: {sentence.ReplaceLineEndings(" ")}");
        return ExitCode.BadInput;
    }
}
