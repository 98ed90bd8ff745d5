using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>mask IMAGE --model PATH</c>: a picture's foreground, or what a text says, as a mask or cut out.
/// </summary>
static class MaskVerb
{
    static readonly Argument<string> Image = new("image") { Description = "The picture" };

    static readonly Option<string> Model = new("--model")
    {
        Description = "A U2-Net or IS-Net (foreground), or a CLIPSeg (text), as .safetensors",
        Required = true,
    };

    static readonly Option<string?> Text = new("--text") { Description = "What to find; needs a CLIPSeg" };

    static readonly Option<string?> Out = new("--out") { Description = "File for the mask: white where it is" };

    static readonly Option<string?> Cut = new("--cut-out")
    {
        Description = "File for the picture with all else transparent: .png, .webp or .avif",
    };

    static readonly Option<double?> Threshold = NumberOption.Create(
        "--threshold", "Makes the mask black and white: white from this share on", 0d, 1d);

    static readonly Option<string?> Vocabulary = new("--vocabulary")
    {
        Description = "CLIP vocabulary of a CLIPSeg that comes without: a folder or bpe_simple_vocab_16e6.txt.gz",
    };

    public static Command Create()
    {
        var command = new Command("mask", "Find the foreground of a picture, or what a text says")
        {
            Image, Model, Text, Out, Cut, Threshold, Vocabulary,
        };
        command.SetAction(Run);
        return command;
    }

    static int Run(ParseResult parsed)
    {
        var mask = parsed.GetValue(Out) is { } path ? TargetFile.Read(path, "--out") : null;
        var cut = parsed.GetValue(Cut) is { } other ? TargetFile.Read(other, "--cut-out") : null;
        if (mask is null && cut is null)
            throw new InputException("Nothing is to be written: give --out for the mask, --cut-out for the picture.");
        if (cut?.Format == ImageFormat.Jpeg)
            throw new InputException($"--cut-out is '{cut.Path}': JPEG knows nothing transparent, give .png or .webp.");
        var pixels = ImageDecoder.DecodeFile(parsed.GetValue(Image)!);
        var picture = new Picture(pixels.Width, pixels.Height, pixels.Samples);
        var levels = Levels(parsed, picture);
        mask?.Write(new Pixels(pixels.Width, pixels.Height, 1, levels));
        cut?.Write(CutOut.Make(picture, levels));
        foreach (var target in new[] { mask, cut }.OfType<TargetFile>())
            Console.Out.WriteLine(target.Path);
        return ExitCode.Success;
    }

    static byte[] Levels(ParseResult parsed, Picture picture)
    {
        using var masker = PictureMasker.Open(parsed.GetValue(Model)!, parsed.GetValue(Vocabulary));
        try
        {
            var levels = masker.Make(picture, parsed.GetValue(Text)).Levels;
            return parsed.GetValue(Threshold) is not { } threshold ? levels
                : [.. levels.Select(level => level >= threshold * byte.MaxValue ? byte.MaxValue : (byte)0)];
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
    }
}
