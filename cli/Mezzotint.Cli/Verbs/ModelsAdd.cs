using System.CommandLine;
using Mezzotint.Catalogue;
using Mezzotint.Cli.Output;
using Mezzotint.Cli.Shelf;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Server.Administration;
using AddOnKind = Mezzotint.Catalogue.AddOnKind;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>models add</c>: a file, a folder or an address becomes a model or add-on that can be asked for.
/// </summary>
static class ModelsAdd
{
    const int HashDigits = 64;

    static readonly Argument<string> Origin = new("origin")
    {
        Description = "A .safetensors file, a diffusers folder, or an address of a file; what it is, its tensors say",
    };

    static readonly Option<string?> Name = new("--name")
    {
        Description = "Its key in the catalogue; made of the file's name without it",
    };

    static readonly Option<string?> Title = new("--title") { Description = "Its name on pages" };

    static readonly Option<string?> Tag = new("--tag") { Description = "The kind by which plans tell models apart" };

    static readonly Option<decimal?> Price = new("--credits")
    {
        Description = "What each use of a LoRA, embedding or ControlNet adds to the price of a picture",
    };

    static readonly Option<string?> Sha256 = new("--sha256")
    {
        Description = "What the file's SHA-256 must be, 64 hexadecimal digits",
    };

    static readonly Option<string?> Words = new("--vocabulary")
    {
        Description = "CLIP vocabulary of a single file: a tokenizer folder or bpe_simple_vocab_16e6.txt.gz",
    };

    static readonly Option<string?> Picture = new("--picture")
    {
        Description = "A picture that shows what it makes; without it, one beside the file of the file's name",
    };

    public static Command Create()
    {
        var command = new Command("add", "Add a model, add-on, upscaler or mask network to an installation")
        {
            Origin, Name, Title, Tag, Price, Sha256, Words, Picture, InstallationOptions.Data,
            InstallationOptions.Preset,
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
            Picture = ModelPicture.Find(origin, parsed.GetValue(Picture)),
            Millicredits = Millicredits(parsed.GetValue(Price)),
        };
        var intake = new ModelIntake(options.ModelsFolder, model.Key);
        await OfferModel.CheckAsync(options, model, intake.HasFiles, cancellation);
        var wish = new IntakeWish(hash, parsed.GetValue(Words));
        var taken = StepProgress.Show(report =>
            intake.TakeAsync(origin, wish, report, cancellation).GetAwaiter().GetResult());
        var found = taken.Found;
        model = model with { Family = found.Family };
        if (AddOnKindOf(found.Kind) is { } addOn)
        {
            if (parsed.GetValue(Picture) is not null)
                throw new InputException($"--picture is for models, and this is a {NetworkNames.Of(found.Kind)}: "
                    + "leave it out.");
            await OfferAddOn.RunAsync(options, model, (addOn, taken.Sha256!), cancellation);
        }
        else if (model.Millicredits is not null)
            throw new InputException($"--credits is for LoRAs, embeddings and ControlNets, and this is a "
                + $"{NetworkNames.Of(found.Kind)}: its price stands among the catalogue's prices, leave it out.");
        else
            await OfferModel.RunAsync(
                options, model with { Kind = ModelKindOf(found.Kind), Factor = found.Factor }, cancellation);
        Console.Out.WriteLine($"{model.Key} ({string.Join(", ", Described(found))}) can be asked for; "
            + "workers of this installation find it within 10 seconds.");
        return ExitCode.Success;
    }

    static long? Millicredits(decimal? credits) => credits switch
    {
        null => null,
        < 0 or > 100_000 => throw new InputException($"--credits is {credits}: it goes from 0 to 100,000."),
        _ when credits * Credits.Millicredits % 1 != 0 =>
            throw new InputException($"--credits is {credits}: give at most three decimals."),
        _ => (long)(credits.Value * Credits.Millicredits),
    };

    static IEnumerable<string> Described(NetworkInspection found)
    {
        var kind = found.Kind == NetworkKind.Model ? null : NetworkNames.Of(found.Kind);
        return new[] { kind, found.Family, $"{found.SizeBytes / 1e6:0.0} MB" }.OfType<string>();
    }

    static AddOnKind? AddOnKindOf(NetworkKind kind) => kind switch
    {
        NetworkKind.Lora => AddOnKind.Lora,
        NetworkKind.Embedding => AddOnKind.Embedding,
        NetworkKind.ControlNet => AddOnKind.ControlNet,
        _ => null,
    };

    static ModelKind ModelKindOf(NetworkKind kind) => kind switch
    {
        NetworkKind.Upscaler => ModelKind.Upscaler,
        NetworkKind.Foreground => ModelKind.Foreground,
        NetworkKind.Finder => ModelKind.Finder,
        _ => ModelKind.Painter,
    };
}
