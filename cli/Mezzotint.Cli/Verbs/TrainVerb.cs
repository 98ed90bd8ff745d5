using System.CommandLine;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>train</c>: trains the miniature and judges it.</summary>
static class TrainVerb
{
    public static Command Create()
    {
        var command = new Command("train", "Train the miniature and judge it");
        command.SetAction(_ => Run());
        return command;
    }

    static int Run() => throw new InputException("train is not there yet.");
}
