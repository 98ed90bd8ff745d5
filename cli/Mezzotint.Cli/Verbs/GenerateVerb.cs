using System.CommandLine;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>generate PROMPT...</c>: makes pictures.</summary>
static class GenerateVerb
{
    public static Command Create()
    {
        var options = new GenerateOptions();
        var command = options.Command("generate", "Make pictures from words");
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    static int Run(GenerateOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        _ = (options, parsed, cancellation);
        throw new InputException("generate is not there yet.");
    }
}
