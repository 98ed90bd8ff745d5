using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Server.Administration;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>admin catalogue</c>: the stored catalogue to a file and back.</summary>
static class AdminCatalogue
{
    public static Command Create() => new("catalogue", "Edit what is offered: export, change the file, import")
    {
        ExportCommand(), ImportCommand(),
    };

    static Command ExportCommand()
    {
        var output = new Option<string?>("--out") { Description = "File to write; printed without it" };
        var command = new Command("export", "Write the catalogue that holds")
        {
            output, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var json = await ExportCatalogue.RunAsync(InstallationOptions.Read(parsed), cancellation);
            if (parsed.GetValue(output) is { } path)
                PartialFile.Write(path, System.Text.Encoding.UTF8.GetBytes(json));
            else
                Console.Out.Write(json);
            return ExitCode.Success;
        });
        return command;
    }

    static Command ImportCommand()
    {
        var file = new Argument<string>("file") { Description = "The whole catalogue, as JSON" };
        var command = new Command("import", "Check a catalogue and put it in place; running servers follow at once")
        {
            file, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (number, isNew) = await ImportCatalogue.RunAsync(
                InstallationOptions.Read(parsed), parsed.GetValue(file)!, cancellation);
            Console.Out.WriteLine(isNew ? $"Version {number} of the catalogue holds now."
                : $"Nothing changed: version {number} says the same.");
            return ExitCode.Success;
        });
        return command;
    }
}
