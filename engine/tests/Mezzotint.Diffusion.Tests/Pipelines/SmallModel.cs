using System.Text.Json;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>
/// A complete SD 1 model of seeded random weights, small enough to paint 32 x 32 pixels in milliseconds.
/// </summary>
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

    static readonly UNetConfig XlUNet = UNet with
    {
        HasLinearProjections = true,
        TransformerDepths = [0, 2],
        MiddleDepth = 2,
        ContextWidth = 2 * TextWidth,
        VectorWidth = TextWidth + 6 * 256,
    };

    static readonly AutoencoderConfig Autoencoder =
        new() { Channels = [32, 32, 32], ResidualBlocks = 1, LatentChannels = 4 };

    public static readonly ClipConfig Text = new()
    {
        Vocabulary = 514,
        Width = TextWidth,
        Layers = 2,
        Heads = 1,
        HiddenWidth = 128,
        Activation = Activation.QuickGelu,
    };

    /// <summary>Writes the diffusers layout of an SD 1 model.</summary>
    public static void WriteFolder(string path, int inputChannels = 4, string prediction = "epsilon")
    {
        WriteUNet(path, UNet with { InputChannels = inputChannels });
        WriteText(path, "text_encoder", Text);
        WriteRest(path, prediction);
    }

    /// <summary>Writes the diffusers layout of an LCM: an SD 1 model that is told the guidance scale.</summary>
    public static void WriteLcmFolder(string path)
    {
        WriteUNet(path, UNet with { GuidanceWidth = 256 });
        WriteText(path, "text_encoder", Text);
        WriteRest(path, "epsilon");
    }

    /// <summary>Writes the diffusers layout of an SD 2 model: linear projections, GELU, v-prediction.</summary>
    public static void WriteSecondFolder(string path)
    {
        WriteUNet(path, UNet with { HasLinearProjections = true, Heads = [4, 8] });
        WriteText(path, "text_encoder", Text with { Activation = Activation.Gelu });
        WriteRest(path, "v_prediction");
    }

    /// <summary>
    /// Writes the diffusers layout of an SDXL model: two text encoders, the second pooled, and six sizes beside it.
    /// </summary>
    public static void WriteXlFolder(string path)
    {
        WriteUNet(path, XlUNet);
        WriteText(path, "text_encoder", Text);
        WriteText(path, "text_encoder_2", Text with { Activation = Activation.Gelu, ProjectionWidth = TextWidth });
        WriteTokenizer(Path.Combine(path, "tokenizer_2"));
        WriteRest(path, "epsilon");
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

    /// <summary>Writes a ControlNet for the SD 1 model, its exits random or, as before training, zero.</summary>
    public static void WriteControlNet(
        string path, bool isFolder = false, bool isUntrained = false, int width = TextWidth) =>
        WriteControlNet(path, UNet with { ContextWidth = width }, isFolder, isUntrained);

    /// <summary>Writes one for the SDXL model in diffusers' names.</summary>
    public static void WriteXlControlNet(string path) => WriteControlNet(path, XlUNet, isFolder: true, false);

    static void WriteControlNet(string path, UNetConfig config, bool isFolder, bool isUntrained)
    {
        var weights = Weights(4, source => new ControlNetModel(source, config));
        foreach (var (name, value) in weights)
            if (isUntrained && (name.Contains("zero_convs", StringComparison.Ordinal)
                || name.Contains("block_out", StringComparison.Ordinal)))
                value.Span.Clear();
        SafetensorsWriter.Write(path, weights.Select(weight => KeyValuePair.Create(
            isFolder ? ControlNetFolderNames.From(weight.Key, config) : "control_model." + weight.Key, weight.Value)));
    }

    static void WriteUNet(string path, UNetConfig unet) => WritePart(
        path, "unet", Weights(1, source => new UNetModel(source, unet)), name => UNetFolderNames.From(name, unet), new
        {
            in_channels = unet.InputChannels,
            sample_size = Size / Autoencoder.SizeFactor,
            block_out_channels = unet.Channels,
            layers_per_block = unet.ResidualBlocks,
            down_block_types = unet.TransformerDepths.Select(
                depth => depth > 0 ? "CrossAttnDownBlock2D" : "DownBlock2D"),
            transformer_layers_per_block = unet.MiddleDepth,
            attention_head_dim = unet.Heads,
            cross_attention_dim = unet.ContextWidth,
            time_cond_proj_dim = unet.GuidanceWidth == 0 ? (int?)null : unet.GuidanceWidth,
            use_linear_projection = unet.HasLinearProjections,
            projection_class_embeddings_input_dim = unet.VectorWidth == 0 ? (int?)null : unet.VectorWidth,
        });

    public static void WriteText(string path, string part, ClipConfig text) =>
        WritePart(path, part, Weights(3, source => new ClipTextEncoder(source, text)), name => name, new
        {
            vocab_size = text.Vocabulary,
            hidden_size = text.Width,
            num_hidden_layers = text.Layers,
            num_attention_heads = text.Heads,
            intermediate_size = text.HiddenWidth,
            hidden_act = text.Activation == Activation.Gelu ? "gelu" : "quick_gelu",
            projection_dim = text.ProjectionWidth,
        });

    static void WriteRest(string path, string prediction)
    {
        WritePart(
            path, "vae", Weights(2, source => new KlAutoencoder(source, Autoencoder)), name =>
            AutoencoderFolderNames.From(name, Autoencoder), new
            {
                block_out_channels = Autoencoder.Channels,
                layers_per_block = Autoencoder.ResidualBlocks,
                scaling_factor = 0.18215,
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

    /// <summary>
    /// Every weight that a network asks for, uniform noise scaled to keep values of order 1; gains about 1.
    /// </summary>
    public static Dictionary<string, Tensor> Weights(int seed, Func<WeightSource, object> build)
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

    public static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(
        string prefix, Dictionary<string, Tensor> weights) =>
        weights.Select(weight => KeyValuePair.Create(prefix + weight.Key, weight.Value));

    public static void WritePart(
        string path, string part, Dictionary<string, Tensor> weights, Func<string, string> rename, object config)
    {
        Write(Path.Combine(path, part, "config.json"), config);
        SafetensorsWriter.Write(
            Path.Combine(path, part, "model.safetensors"), weights.Select(
                weight => KeyValuePair.Create(rename(weight.Key), weight.Value)));
    }

    /// <summary>A vocabulary of single bytes, without merges.</summary>
    public static void WriteTokenizer(string path)
    {
        string[] symbols = [.. ByteSymbols.InVocabularyOrder.Select(symbol => symbol.ToString())];
        string[] tokens =
            [.. symbols, .. symbols.Select(symbol => symbol + "</w>"), "<|startoftext|>", "<|endoftext|>"];
        Write(Path.Combine(path, "vocab.json"), tokens.Select((token, id) => (token, id)).ToDictionary());
        File.WriteAllText(Path.Combine(path, "merges.txt"), "#version: 0.2\n");
    }

    public static void Write(string path, object content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(content));
    }
}
