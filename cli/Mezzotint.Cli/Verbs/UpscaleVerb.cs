using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>upscale IMAGE --model PATH --out FILE</c>: makes a picture larger with an upscaler's network.</summary>
static class UpscaleVerb
{
    const int DefaultTile = 256;
    const int MostTile = 4096;
    const int Colours = 3;

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
            upscaler, pixels, parsed.GetValue(Tile) ?? DefaultTile, share => report(share, "enlarging"), cancellation));
        var metadata = ImageDecoder.ReadMetadata(file, source);
        target.Write(large, new EncodeOptions { Metadata = metadata });
        Console.Out.WriteLine(target.Path);
        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine(
                $"{upscaler.Kind}, {upscaler.Factor} times, {large.Width} x {large.Height} pixels");
        return ExitCode.Success;
    }

    /// <summary>Colours through the network, what is transparent by Lanczos's kernel.</summary>
    static Pixels Enlarge(
        PictureUpscaler upscaler, Pixels pixels, int tile, Action<double> report, CancellationToken cancellation)
    {
        var picture = new Picture(pixels.Width, pixels.Height, Channels(pixels, 0, Colours));
        Picture large;
        try
        {
            large = upscaler.Enlarge(picture, tile, new ShareReport(report), cancellation);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
        var alpha = Channels(pixels, Colours, 1);
        if (alpha.All(level => level == byte.MaxValue))
            return new Pixels(large.Width, large.Height, Colours, large.Rgb);
        var scaled = ImageScaler.Resize(new Pixels(pixels.Width, pixels.Height, 1, alpha), large.Width, large.Height);
        return CutOut.Make(large, scaled.Samples);
    }

    static byte[] Channels(Pixels pixels, int first, int count)
    {
        var samples = new byte[pixels.Width * pixels.Height * count];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = pixels.Samples[i / count * pixels.Channels + first + i % count];
        return samples;
    }

    sealed class ShareReport(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
