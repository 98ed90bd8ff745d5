using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>upscale IMAGE --model PATH --out FILE</c>: makes a picture larger with an upscaler's network.</summary>
static class UpscaleVerb
{
    const int MostTile = 4096;

    static readonly Argument<string> Image = new("image") { Description = "The picture" };

    static readonly Option<string> Model = new("--model")
    {
        Description = "The upscaler: an RRDBNet (ESRGAN) or SRVGGNetCompact as .safetensors",
        Required = true,
    };

    static readonly Option<string> Out = new("--out") { Description = "The file to write", Required = true };

    static readonly Option<int?> Tile = NumberOption.Create(
        "--tile", "Edge in pixels of the tiles that a larger picture is made in", PictureUpscaler.LeastTile, MostTile);

    public static Command Create()
    {
        var command = new Command("upscale", "Make a picture larger") { Image, Model, Out, Tile };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var target = TargetFile.Read(parsed.GetValue(Out)!, "--out");
        var source = parsed.GetValue(Image)!;
        var file = ImageDecoder.ReadFile(source);
        var pixels = ImageDecoder.Decode(file, source, new DecodeOptions { Layout = PixelLayout.Rgba });
        using var upscaler = PictureUpscaler.Open(parsed.GetValue(Model)!);
        var large = StepProgress.Show(report => Enlarge(
            upscaler, pixels, parsed.GetValue(Tile) ?? PictureEnlarger.DefaultTile,
            share => report(share, "enlarging"), cancellation));
        var metadata = ImageDecoder.ReadMetadata(file, source);
        target.Write(large, new EncodeOptions { Metadata = metadata });
        Console.Out.WriteLine(target.Path);
        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine(
                $"{upscaler.Kind}, {upscaler.Factor} times, {large.Width} x {large.Height} pixels");
        return ExitCode.Success;
    }

    static Pixels Enlarge(
        PictureUpscaler upscaler, Pixels pixels, int tile, Action<double> report, CancellationToken cancellation)
    {
        try
        {
            return PictureEnlarger.Enlarge(upscaler, pixels, tile, report, cancellation);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
    }
}
