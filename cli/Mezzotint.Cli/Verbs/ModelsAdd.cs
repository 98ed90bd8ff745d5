using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Cli.Shelf;
using Mezzotint.Server.Administration;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>models add</c>: a file, a folder or an address becomes a model that can be asked for.</summary>
static class ModelsAdd
{
    const int HashDigits = 64;

    static readonly Argument<string> Origin = new("origin")
    {
        Description = "A .safetensors file, a diffusers folder, or an address of a file",
    };

    static readonly Option<string?> Name = new("--name")
    {
        Description = "Its key in the catalogue; made of the file's name without it",
    };

    static readonly Option<string?> Title = new("--title") { Description = "Its name on pages" };

    static readonly Option<string?> Tag = new("--tag") { Description = "The kind by which plans tell models apart" };

    static readonly Option<string?> Sha256 = new("--sha256")
    {
        Description = "What the file's SHA-256 must be, 64 hexadecimal digits",
    };

    static readonly Option<string?> Words = new("--vocabulary")
    {
        Description = "CLIP vocabulary of a single file: a tokenizer folder or bpe_simple_vocab_16e6.txt.gz",
    };

    public static Command Create()
    {
        var command = new Command("add", "Add a model to an installation and its catalogue")
        {
            Origin, Name, Title, Tag, Sha256, Words, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = InstallationOptions.Read(parsed);
        var origin = ModelOrigin.Parse(parsed.GetValue(Origin)!);
        var hash = parsed.GetValue(Sha256);
        if (hash is not null && (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit)))
            throw new InputException($"--sha256 is '{hash}': give {HashDigits} hexadecimal digits.");
        var model = new NewModel(parsed.GetValue(Name) ?? origin.Name)
        {
            Title = parsed.GetValue(Title),
            Tag = parsed.GetValue(Tag),
        };
        var intake = new ModelIntake(options.ModelsFolder, model.Key);
        await OfferModel.CheckAsync(options, model, intake.HasFiles, cancellation);
        var wish = new IntakeWish(hash, parsed.GetValue(Words));
        var found = StepProgress.Show(report =>
            intake.TakeAsync(origin, wish, report, cancellation).GetAwaiter().GetResult());
        await OfferModel.RunAsync(options, model with { Family = found.Family }, cancellation);
        Console.Out.WriteLine($"{model.Key} ({found.Family}, {found.SizeBytes / 1e6:0.0} MB) can be asked for; "
            + "workers of this installation find it within 10 seconds.");
        return ExitCode.Success;
    }
}
