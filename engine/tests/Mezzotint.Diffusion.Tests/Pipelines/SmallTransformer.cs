using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>Complete SD 3 and FLUX.1 models of seeded random weights, in one file and in parts.</summary>
static class SmallTransformer
{
    const int Width = 64;
    const int ContextWidth = 160;
    const int TextWidth = 64;

    public static readonly MMDiTConfig Mmdit = new()
    {
        InputChannels = 16,
        Width = Width,
        Heads = 1,
        Depth = 10,
        PositionsEdge = 8,
        ContextWidth = ContextWidth,
        VectorWidth = 2 * TextWidth,
    };

    public static readonly FluxConfig Flux = new()
    {
        InputChannels = 16,
        Width = Width,
        Heads = 2,
        DoubleBlocks = 1,
        SingleBlocks = 2,
        AxisWidths = FluxConfig.AxesOf(32),
        ContextWidth = ContextWidth,
        VectorWidth = TextWidth,
    };

    static readonly T5Config T5 = new()
    {
        Vocabulary = 40,
        Width = ContextWidth,
        Layers = 1,
        Heads = 2,
        HeadWidth = 16,
        HiddenWidth = 32,
    };

    static readonly AutoencoderConfig Autoencoder =
        new() { Channels = [32, 32, 32], ResidualBlocks = 1, LatentChannels = 16, HasQuantization = false };

    /// <summary>Writes one file with every part, and vocabularies beside it.</summary>
    public static void WriteWhole(string path, DenoiserConfig config, bool hasT5 = true)
    {
        var tensors = Part("model.diffusion_model.", 1, config.Build)
            .Concat(Part("first_stage_model.", 2, source => new KlAutoencoder(source, Autoencoder)))
            .Concat(Part("text_encoders.clip_l.transformer.", 3, ClipL))
            .Concat(Part("text_encoders.clip_g.transformer.", 4, ClipG));
        if (hasT5)
            tensors = tensors.Concat(Part("text_encoders.t5xxl.transformer.", 5, T5Encoder));
        SafetensorsWriter.Write(path, tensors);
        WriteVocabularies(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes the transformer alone, and each other part as a file of its own in a folder beside it.</summary>
    public static void WriteParts(string path, DenoiserConfig config)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(path, Part("", 1, config.Build));
        foreach (var part in new[] { "text_encoders", "vae" })
            Directory.CreateDirectory(Path.Combine(folder, part));
        SafetensorsWriter.Write(Path.Combine(folder, "text_encoders", "clip_l.safetensors"), Part("", 3, ClipL));
        SafetensorsWriter.Write(Path.Combine(folder, "text_encoders", "clip_g.safetensors"), Part("", 4, ClipG));
        SafetensorsWriter.Write(
            Path.Combine(folder, "text_encoders", "t5xxl_fp16.safetensors"), Part("", 5, T5Encoder));
        SafetensorsWriter.Write(
            Path.Combine(folder, "vae", config is FluxConfig ? "ae.safetensors" : "sd3_vae.safetensors"),
            Part("", 2, source => new KlAutoencoder(source, Autoencoder)));
        WriteVocabularies(folder);
    }

    /// <summary>Writes the transformer alone as GGUF, the same values as <see cref="WriteParts"/>.</summary>
    public static void WriteGguf(string path, DenoiserConfig config) =>
        SmallGguf.Write(path, Part("", 1, config.Build));

    static object ClipL(WeightSource source) => new ClipTextEncoder(source, SmallModel.Text);

    static object ClipG(WeightSource source) => new ClipTextEncoder(
        source, SmallModel.Text with { Activation = Activation.Gelu, ProjectionWidth = TextWidth });

    static object T5Encoder(WeightSource source) => new T5TextEncoder(source, T5);

    static void WriteVocabularies(string folder)
    {
        SmallModel.WriteTokenizer(Path.Combine(folder, "tokenizer"));
        SmallPieces.Write(Path.Combine(folder, "tokenizer_2", "spiece.model"));
    }

    static IEnumerable<KeyValuePair<string, Tensor>> Part(string prefix, int seed, Func<WeightSource, object> build) =>
        SmallModel.Prefixed(prefix, SmallModel.Weights(seed, build));
}
