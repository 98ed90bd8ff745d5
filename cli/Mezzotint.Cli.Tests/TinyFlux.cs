using Mezzotint.Diffusion;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

/// <summary>A FLUX.1 of few weights, all zero, in files as it is shared.</summary>
static class TinyFlux
{
    const int TextWidth = 64;
    const int ContextWidth = 160;

    static readonly FluxConfig Transformer = new()
    {
        InputChannels = 16,
        Width = 64,
        Heads = 2,
        DoubleBlocks = 1,
        SingleBlocks = 1,
        AxisWidths = FluxConfig.AxesOf(32),
        ContextWidth = ContextWidth,
        VectorWidth = TextWidth,
    };

    /// <summary>Writes the transformer alone.</summary>
    public static void WriteTransformer(string path) => Write(path, Transformer.Build);

    /// <summary>Writes its other parts into folders beside it, each vocabulary a file without meaning.</summary>
    public static void WriteParts(string folder)
    {
        foreach (var part in (string[])["text_encoders", "vae", "tokenizer_2"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        Write(Path.Combine(folder, "text_encoders", "clip_l.safetensors"), source => new ClipTextEncoder(source, new()
        {
            Vocabulary = 514,
            Width = TextWidth,
            Layers = 1,
            Heads = 1,
            HiddenWidth = 128,
            Activation = Activation.QuickGelu,
        }));
        Write(Path.Combine(folder, "text_encoders", "t5xxl_fp16.safetensors"), source => new T5TextEncoder(source, new()
        {
            Vocabulary = 40,
            Width = ContextWidth,
            Layers = 1,
            Heads = 2,
            HeadWidth = 16,
            HiddenWidth = 32,
        }));
        Write(Path.Combine(folder, "vae", "ae.safetensors"), source => new KlAutoencoder(source, new()
        {
            Channels = [32, 32, 32],
            ResidualBlocks = 1,
            LatentChannels = 16,
            HasQuantization = false,
        }));
        File.WriteAllText(Path.Combine(folder, "tokenizer_2", "spiece.model"), "pieces");
    }

    static void Write(string path, Func<WeightSource, object> build)
    {
        var tensors = new Dictionary<string, Tensor>();
        _ = build(new WeightSource((name, shape) => new Weight(name, tensors[name] = new Tensor(shape))));
        SafetensorsWriter.Write(path, tensors);
    }
}
