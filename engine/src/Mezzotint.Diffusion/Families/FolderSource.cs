using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// A model in the diffusers layout: model_index.json, and a folder with config.json and weights for each part.
/// </summary>
sealed class FolderSource : ModelSource
{
    const string Index = "model_index.json";

    const string Transformer = "transformer";

    static readonly (string Encoder, string Tokenizer)[] TextFolders =
        [("text_encoder", "tokenizer"), ("text_encoder_2", "tokenizer_2"), ("text_encoder_3", "tokenizer_3")];

    static readonly string[] Pipelines = ["StableDiffusion", "Flux"];

    /// <inheritdoc/>
    public override ModelLayout Layout => ModelLayout.Folder;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="CheckpointException">A part is missing or unreadable, or of a kind that this engine does not
    /// know.</exception>
    public static FolderSource Read(string path)
    {
        var index = System.IO.Path.Combine(path, Index);
        if (!File.Exists(index))
            throw new CheckpointException(
                path, $"{path} is no model folder: it has no {Index}; name a folder in the diffusers layout, or a "
                    + ".safetensors file.");
        if (PartConfig.Read(index).Text("_class_name", "") is { Length: > 0 } pipeline
            && !Pipelines.Any(known => pipeline.StartsWith(known, StringComparison.Ordinal)))
            throw new CheckpointException(
                path, $"{path} is a {pipeline} by its {Index}, and this version runs only pipelines of Stable "
                    + "Diffusion and FLUX.1.");
        var roots = new List<WeightReader>();
        try
        {
            return ReadParts(path, roots);
        }
        catch
        {
            roots.ForEach(root => root.Checkpoint.Dispose());
            throw;
        }
    }

    static FolderSource ReadParts(string path, List<WeightReader> roots)
    {
        var (denoiser, reader, sampleSize) = ReadDenoiser(path, roots);
        var autoencoderJson = Config(path, "vae");
        var autoencoder = FolderConfigs.Autoencoder(autoencoderJson);
        float? Number(string name) => autoencoderJson.Has(name) ? (float)autoencoderJson.Number(name, 0) : null;
        var autoencoderReader = Open(path, "vae", roots, file => Renamed(AutoencoderNames(file, autoencoder)));
        var (texts, t5) = ReadTexts(path, roots, isFlux: denoiser is FluxConfig);
        return new FolderSource
        {
            Path = path,
            Denoiser = denoiser,
            DenoiserReader = reader,
            Autoencoder = autoencoder,
            AutoencoderReader = autoencoderReader,
            Texts = texts,
            T5 = t5,
            MissingParts = denoiser is FluxConfig && t5 is null ? [PartAdvice.T5(path)] : [],
            Roots = roots,
            LatentScale = Number("scaling_factor"),
            LatentShift = Number("shift_factor"),
            SampleSize = sampleSize,
            Noise = NoiseSettings.FromScheduler(
                PartConfig.Read(System.IO.Path.Combine(path, "scheduler", "scheduler_config.json"))),
        };
    }

    static (DenoiserConfig Config, WeightReader Reader, int? SampleSize) ReadDenoiser(
        string path, List<WeightReader> roots)
    {
        var part = Directory.Exists(System.IO.Path.Combine(path, Transformer)) ? Transformer : "unet";
        var json = Config(path, part);
        int? sampleSize = json.Has("sample_size") ? json.Ints("sample_size")[0] : null;
        if (part != Transformer)
        {
            var unet = FolderConfigs.UNet(json);
            return (unet, Open(path, part, roots, _ => Renamed(name => UNetFolderNames.From(name, unet))), sampleSize);
        }
        var folder = System.IO.Path.Combine(path, Transformer);
        var file = Checkpoint.Open(folder);
        roots.Add(TransformerNames.Find(file) ?? new WeightReader(file));
        if (!roots[^1].Contains("joint_blocks.0.x_block.attn.qkv.weight")
            && !roots[^1].Contains("double_blocks.0.img_attn.qkv.weight"))
            throw new CheckpointException(
                file.Path, $"{file.Path} holds no transformer of SD 3, SD 3.5 or FLUX.1: get the whole model.");
        var config = TransformerConfigs.Denoiser(roots[^1]);
        return (config is FluxConfig flux && json.Has("axes_dims_rope")
            ? flux with { AxisWidths = Axes(json, flux) } : config, roots[^1], sampleSize);
    }

    static int[] Axes(PartConfig json, FluxConfig flux)
    {
        var axes = json.Ints("axes_dims_rope", count: 3);
        return axes.Sum() == flux.Width / flux.Heads && axes.All(axis => axis > 0 && axis % 2 == 0) ? axes
            : throw json.Bad("axes_dims_rope", $"does not add up to a head's {flux.Width / flux.Heads} columns");
    }

    static (List<TextSource> Texts, T5Source? T5) ReadTexts(string path, List<WeightReader> roots, bool isFlux)
    {
        var (texts, t5) = (new List<TextSource>(), (T5Source?)null);
        foreach (var (encoder, tokenizer) in TextFolders)
        {
            if (!Directory.Exists(System.IO.Path.Combine(path, encoder)))
                continue;
            var (json, vocabulary) = (Config(path, encoder), System.IO.Path.Combine(path, tokenizer));
            if (json.Has("d_model"))
            {
                t5 = ReadT5(path, encoder, roots, System.IO.Path.Combine(vocabulary, T5Source.VocabularyFile));
                continue;
            }
            var reader = Open(path, encoder, roots, _ => Renamed(name => name));
            var hasProjection = !isFlux && reader.Contains("text_projection.weight");
            texts.Add(new TextSource(FolderConfigs.Text(json, hasProjection), reader, vocabulary));
        }
        return texts.Count > 0 ? (texts, t5)
            : throw new CheckpointException(path, $"{path} has no text_encoder folder: get the whole model.");
    }

    static T5Source ReadT5(string path, string part, List<WeightReader> roots, string vocabulary)
    {
        var file = Checkpoint.Open(System.IO.Path.Combine(path, part));
        roots.Add(T5Names.Find(file, "") ?? new WeightReader(file));
        return new T5Source(
            TransformerConfigs.T5(roots[^1]), roots[^1], File.Exists(vocabulary) ? vocabulary : null);
    }

    static Func<string, IReadOnlyList<TensorPart>> Renamed(Func<string, string> rename) =>
        name => [new TensorPart(rename(name))];

    /// <summary>Attention of the autoencoder was renamed once: which names a file has, it says itself.</summary>
    static Func<string, string> AutoencoderNames(Checkpoint file, AutoencoderConfig config) =>
        file.Contains("decoder.mid_block.attentions.0.query.weight")
            ? name => AutoencoderFolderNames.Legacy(AutoencoderFolderNames.From(name, config))
            : name => AutoencoderFolderNames.From(name, config);

    static PartConfig Config(string path, string part) =>
        PartConfig.Read(System.IO.Path.Combine(path, part, "config.json"));

    static WeightReader Open(
        string path, string part, List<WeightReader> roots,
        Func<Checkpoint, Func<string, IReadOnlyList<TensorPart>>> names)
    {
        var folder = System.IO.Path.Combine(path, part);
        if (!Directory.Exists(folder))
            throw new CheckpointException(path, $"{path} has no {part} folder: get the whole model.");
        var file = Checkpoint.Open(folder);
        roots.Add(new WeightReader(file, names(file)));
        return roots[^1];
    }
}
