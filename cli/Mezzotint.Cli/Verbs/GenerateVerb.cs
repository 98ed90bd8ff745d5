using System.CommandLine;
using Mezzotint.Cli.Generation;
using Mezzotint.Cli.Output;

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
        var wish = WishReader.Read(options, parsed);
        PartialFile.CheckFolder(wish.Names.Folder);
        var made = StepProgress.Show(report => PictureMaker.Make(wish, report, cancellation));
        if (parsed.GetValue(options.Json))
            JsonOutput.Print(made);
        else
            foreach (var picture in made.Images)
                Console.Out.WriteLine(picture.Path);
        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine(Summary(made));
        return ExitCode.Success;
    }

    static string Summary(MadePictures made)
    {
        var first = made.Images[0];
        var what = made.Images.Count == 1 ? $"seed {first.Seed}"
            : $"{made.Images.Count} pictures from seed {first.Seed}";
        return $"{what}, {first.Width} x {first.Height} pixels, {made.LoadSeconds:0.0} s to load, "
            + $"{made.GenerateSeconds:0.0} s to paint";
    }
}
