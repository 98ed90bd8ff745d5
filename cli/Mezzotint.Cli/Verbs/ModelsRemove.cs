using System.CommandLine;
using Mezzotint.Cli.Shelf;
using Mezzotint.Server.Administration;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>models remove</c>: a model that was added can be asked for no more, and its files go.</summary>
static class ModelsRemove
{
    public static Command Create()
    {
        var key = new Argument<string>("key") { Description = "Its key in the catalogue" };
        var command = new Command("remove", "Take a model out of use, and delete the files that were added")
        {
            key, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = InstallationOptions.Read(parsed);
            var name = parsed.GetValue(key)!;
            var waiting = await WithdrawModel.RunAsync(options, name, cancellation);
            if (waiting > 0)
            {
                Console.Out.WriteLine($"{name} can be asked for no more. {waiting:N0} images that were asked for "
                    + "before need its files: run this again when they are done.");
                return ExitCode.Failure;
            }
            Console.Out.WriteLine(new ModelIntake(options.ModelsFolder, name).Remove()
                ? $"{name} is removed, with its files." : $"{name} is out of use; no files of it were added here.");
            return ExitCode.Success;
        });
        return command;
    }
}
