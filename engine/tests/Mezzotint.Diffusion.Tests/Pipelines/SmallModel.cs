using System.Text.Json;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>A complete SD 1 model of seeded random weights, small enough to paint 32 x 32 pixels in milliseconds.</summary>
static class SmallModel
{
    public const int Size = 32;

    const int TextWidth = 64;

    static readonly UNetConfig UNet = new()
    {
        InputChannels = 4,
        OutputChannels = 4,
        Channels = [32, 64],
        ResidualBlocks = 1,
        TransformerDepths = [1, 0],
        MiddleDepth = 1,
        Heads = [8, 8],
        ContextWidth = TextWidth,
    };

    static readonly AutoencoderConfig Autoencoder = new() { Channels = [32, 32, 32], ResidualBlocks = 1, LatentChannels = 4 };

    static readonly ClipConfig Text = new()
    {
        Vocabulary = 514,
        Width = TextWidth,
        Layers = 2,
        Heads = 1,
        HiddenWidth = 128,
        Activation = Activation.QuickGelu,
    };

    /// <summary>Writes the diffusers layout.</summary>
    public static void WriteFolder(string path, int inputChannels = 4, string prediction = "epsilon")
    {
        var unet = UNet with { InputChannels = inputChannels };
        WritePart(path, "unet", Weights(1, source => new UNetModel(source, unet)), name => UNetFolderNames.From(name, unet), new
        {
            in_channels = inputChannels,
            sample_size = Size / Autoencoder.SizeFactor,
            block_out_channels = UNet.Channels,
            layers_per_block = 1,
            down_block_types = new[] { "CrossAttnDownBlock2D", "DownBlock2D" },
            attention_head_dim = 8,
            cross_attention_dim = TextWidth,
        });
        WritePart(path, "vae", Weights(2, source => new KlAutoencoder(source, Autoencoder)), name => AutoencoderFolderNames.From(name, Autoencoder), new
        {
            block_out_channels = Autoencoder.Channels,
            layers_per_block = 1,
            scaling_factor = 0.18215,
        });
        WritePart(path, "text_encoder", Weights(3, source => new ClipTextEncoder(source, Text)), name => name, new
        {
            vocab_size = Text.Vocabulary,
            hidden_size = Text.Width,
            num_hidden_layers = Text.Layers,
            num_attention_heads = Text.Heads,
            intermediate_size = Text.HiddenWidth,
        });
        WriteTokenizer(Path.Combine(path, "tokenizer"));
        Write(Path.Combine(path, "scheduler", "scheduler_config.json"), new
        {
            beta_schedule = "scaled_linear",
            beta_start = 0.00085,
            beta_end = 0.012,
            prediction_type = prediction,
        });
        Write(Path.Combine(path, "model_index.json"), new { _class_name = "StableDiffusionPipeline" });
    }

    /// <summary>Writes the same weights as a single file, its vocabulary in a tokenizer folder beside it.</summary>
    public static void WriteSingleFile(string path)
    {
        var tensors = Prefixed("model.diffusion_model.", Weights(1, source => new UNetModel(source, UNet)))
            .Concat(Prefixed("first_stage_model.", Weights(2, source => new KlAutoencoder(source, Autoencoder))))
            .Concat(Prefixed("cond_stage_model.transformer.", Weights(3, source => new ClipTextEncoder(source, Text))));
        SafetensorsWriter.Write(path, tensors);
        WriteTokenizer(Path.Combine(Path.GetDirectoryName(path)!, "tokenizer"));
    }

    /// <summary>Every weight that a network asks for, uniform noise scaled to keep values of order 1; gains about 1.</summary>
    static Dictionary<string, Tensor> Weights(int seed, Func<WeightSource, object> build)
    {
        var random = new Random(seed);
        var weights = new Dictionary<string, Tensor>();
        _ = build(new WeightSource((name, shape) =>
        {
            var value = new Tensor(shape);
            var isVector = shape.Rank == 1;
            var scale = isVector ? 0.2 : Math.Sqrt(3.0 * shape[0] / shape.Count);
            var centre = isVector && name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
            foreach (ref var element in value.Span)
                element = (float)(centre + scale * (2 * random.NextDouble() - 1));
            weights.Add(name, value);
            return new Weight(name, value);
        }));
        return weights;
    }

    static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, Dictionary<string, Tensor> weights) =>
        weights.Select(weight => KeyValuePair.Create(prefix + weight.Key, weight.Value));

    static void WritePart(string path, string part, Dictionary<string, Tensor> weights, Func<string, string> rename, object config)
    {
        Write(Path.Combine(path, part, "config.json"), config);
        SafetensorsWriter.Write(
            Path.Combine(path, part, "model.safetensors"), weights.Select(weight => KeyValuePair.Create(rename(weight.Key), weight.Value)));
    }

    /// <summary>A vocabulary of single bytes, without merges.</summary>
    static void WriteTokenizer(string path)
    {
        string[] symbols = [.. ByteSymbols.InVocabularyOrder.Select(symbol => symbol.ToString())];
        string[] tokens = [.. symbols, .. symbols.Select(symbol => symbol + "</w>"), "<|startoftext|>", "<|endoftext|>"];
        Write(Path.Combine(path, "vocab.json"), tokens.Select((token, id) => (token, id)).ToDictionary());
        File.WriteAllText(Path.Combine(path, "merges.txt"), "#version: 0.2\n");
    }

    static void Write(string path, object content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(content));
    }
}
