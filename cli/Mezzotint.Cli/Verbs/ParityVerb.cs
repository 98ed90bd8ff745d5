using System.CommandLine;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>parity DIR</c>: compares the engine with recorded numbers of reference implementations.</summary>
static class ParityVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "A folder of golden data" };
        var weights = new Option<string?>(
            "--weights") { Description = "Another one, for weights and vocabularies the first lacks" };
        var command = new Command("parity", "Compare the engine with reference implementations") { folder, weights };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(weights)));
        return command;
    }

    static int Run(string folder, string? weights)
    {
        foreach (var given in new[] { folder, weights ?? folder })
            if (!Directory.Exists(given))
                throw new InputException($"There is no folder {given}: give one with golden data.");
        throw new InputException("parity is not there yet.");
    }
}
