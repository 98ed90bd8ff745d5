using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// A model in the diffusers layout: model_index.json, and a folder with config.json and weights for each part.
/// </summary>
sealed class FolderSource : ModelSource
{
    const string Index = "model_index.json";

    static readonly (string Encoder, string Tokenizer)[] TextFolders =
        [("text_encoder", "tokenizer"), ("text_encoder_2", "tokenizer_2")];

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
            && !pipeline.StartsWith("StableDiffusion", StringComparison.Ordinal)
            || Directory.Exists(System.IO.Path.Combine(path, "transformer")))
            throw new CheckpointException(
                path, $"{path} is no SD 1.x, SD 2.x or SDXL model by its {Index}, and this version runs only those.");
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
        var unetJson = Config(path, "unet");
        var unet = FolderConfigs.UNet(unetJson);
        var autoencoderJson = Config(path, "vae");
        var autoencoder = FolderConfigs.Autoencoder(autoencoderJson);
        var scheduler = System.IO.Path.Combine(path, "scheduler", "scheduler_config.json");
        var (unetReader, autoencoderReader) = (
            Open(path, "unet", roots, _ => name => UNetFolderNames.From(name, unet)),
            Open(path, "vae", roots, file => AutoencoderNames(file, autoencoder)));
        return new FolderSource
        {
            Path = path,
            UNet = unet,
            UNetReader = unetReader,
            Autoencoder = autoencoder,
            AutoencoderReader = autoencoderReader,
            Texts = ReadTexts(path, roots),
            Roots = roots,
            LatentScale = autoencoderJson.Has("scaling_factor") ? (float)autoencoderJson.Number("scaling_factor", 0)
                : null,
            SampleSize = unetJson.Has("sample_size") ? unetJson.Ints("sample_size")[0] : null,
            Noise = NoiseSettings.FromScheduler(PartConfig.Read(scheduler)),
        };
    }

    static List<TextSource> ReadTexts(string path, List<WeightReader> roots)
    {
        var texts = new List<TextSource>();
        foreach (var (encoder, tokenizer) in TextFolders)
            if (Directory.Exists(System.IO.Path.Combine(path, encoder)))
            {
                var reader = Open(path, encoder, roots, _ => name => name);
                var config = FolderConfigs.Text(Config(path, encoder), reader.Contains("text_projection.weight"));
                texts.Add(new TextSource(config, reader, System.IO.Path.Combine(path, tokenizer)));
            }
        return texts.Count > 0 ? texts
            : throw new CheckpointException(path, $"{path} has no text_encoder folder: get the whole model.");
    }

    /// <summary>Attention of the autoencoder was renamed once: which names a file has, it says itself.</summary>
    static Func<string, string> AutoencoderNames(Checkpoint file, AutoencoderConfig config) =>
        file.Contains("decoder.mid_block.attentions.0.query.weight")
            ? name => AutoencoderFolderNames.Legacy(AutoencoderFolderNames.From(name, config))
            : name => AutoencoderFolderNames.From(name, config);

    static PartConfig Config(string path, string part) =>
        PartConfig.Read(System.IO.Path.Combine(path, part, "config.json"));

    static WeightReader Open(
        string path, string part, List<WeightReader> roots, Func<Checkpoint, Func<string, string>> names)
    {
        var folder = System.IO.Path.Combine(path, part);
        if (!Directory.Exists(folder))
            throw new CheckpointException(path, $"{path} has no {part} folder: get the whole model.");
        var file = Checkpoint.Open(folder);
        var name = names(file);
        roots.Add(new WeightReader(file, single => [new TensorPart(name(single))]));
        return roots[^1];
    }
}
