using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>A model in one safetensors file, in CompVis' and Stability's names.</summary>
sealed class SingleFileSource : ModelSource
{
    const string UNetPrefix = "model.diffusion_model.";
    const string AutoencoderPrefix = "first_stage_model.";
    const string ClipPart = "transformer.";
    const string OpenClipPart = "model.";

    static readonly string[] TextPrefixes =
        ["cond_stage_model.", "conditioner.embedders.0.", "conditioner.embedders.1."];

    static readonly (string Mark, string Family)[] Strangers =
    [
        ("control_model.input_blocks.0.0.weight", "ControlNet"),
    ];

    /// <inheritdoc/>
    public override ModelLayout Layout => ModelLayout.SingleFile;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="textHeads">Heads of its text encoders, for one whose heads are not 64 wide; null for 64.</param>
    /// <exception cref="CheckpointException">It is no readable file, or lacks a part of a Stable Diffusion
    /// model.</exception>
    public static SingleFileSource Read(string path, int? textHeads = null)
    {
        var file = Checkpoint.Open(path);
        try
        {
            var root = new WeightReader(file, Locator(file));
            Require(file, UNetPrefix + "input_blocks.0.0.weight", "a Stable Diffusion UNet");
            Require(file, AutoencoderPrefix + "decoder.conv_in.weight", "an autoencoder");
            var (unet, autoencoder) = (root.Scope(UNetPrefix), root.Scope(AutoencoderPrefix));
            return new SingleFileSource
            {
                Path = path,
                Roots = [root],
                Denoiser = SingleFileConfigs.UNet(unet),
                DenoiserReader = unet,
                Autoencoder = SingleFileConfigs.Autoencoder(autoencoder),
                AutoencoderReader = autoencoder,
                Texts = ReadTexts(root, textHeads),
                Noise = NoiseSettings.FromFile(file),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static List<TextSource> ReadTexts(WeightReader root, int? textHeads)
    {
        var texts = new List<TextSource>();
        foreach (var prefix in TextPrefixes)
        {
            var isOpen = IsOpenClip(root.Checkpoint, prefix);
            var reader = root.Scope(prefix + (isOpen ? OpenClipPart : ClipPart));
            if (!reader.Contains("text_model.embeddings.token_embedding.weight"))
                continue;
            var config = SingleFileConfigs.Text(reader, isOpen ? Activation.Gelu : Activation.QuickGelu);
            texts.Add(new TextSource(config with { Heads = textHeads ?? config.Heads }, reader, TokenizerFolder: null));
        }
        if (texts.Count == 0)
            Require(root.Checkpoint, $"{TextPrefixes[0]}{ClipPart}text_model.embeddings.token_embedding.weight",
                "a text encoder");
        return texts;
    }

    /// <summary>Where weights stand: as they are asked for, but for OpenCLIP's text encoders.</summary>
    static Func<string, IReadOnlyList<TensorPart>> Locator(Checkpoint file)
    {
        var openClip = TextPrefixes.Where(prefix => IsOpenClip(file, prefix)).Select(prefix => prefix + OpenClipPart)
            .Select(prefix => (Prefix: prefix, Width: Width(file, prefix))).ToArray();
        return name =>
        {
            foreach (var (prefix, width) in openClip)
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                    return [OpenClipNames.Locate(name[prefix.Length..], prefix, width)];
            return [new TensorPart(name)];
        };
    }

    /// <summary>Width of an OpenCLIP token; 0 where its table is missing or no matrix.</summary>
    static int Width(Checkpoint file, string prefix) =>
        file.Find(prefix + "positional_embedding")?.Lengths is [_, var width] ? (int)Math.Min(width, int.MaxValue / 3)
            : 0;

    static bool IsOpenClip(Checkpoint file, string prefix) =>
        file.Contains($"{prefix}{OpenClipPart}token_embedding.weight");

    static void Require(Checkpoint file, string name, string what)
    {
        if (file.Contains(name))
            return;
        var stranger = Strangers.FirstOrDefault(stranger => file.Contains(stranger.Mark)).Family;
        throw new CheckpointException(
            file.Path,
            stranger is not null
                ? $"{file.Path} is a {stranger} checkpoint, which makes no pictures alone: name a whole model."
                : $"{file.Path} holds no {what[(what.IndexOf(' ') + 1)..]} ('{name}' is missing): a whole checkpoint "
                + "of SD 1.x, SD 2.x or SDXL is needed, or a transformer of SD 3, SD 3.5 or FLUX.1.",
            name);
    }
}
