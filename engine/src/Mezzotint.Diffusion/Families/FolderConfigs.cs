using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// The sizes of networks as diffusers and transformers write them into config.json, with their defaults.
/// </summary>
static class FolderConfigs
{
    /// <summary>
    /// UNet2DConditionModel. What it calls attention_head_dim is the number of heads, except in name.
    /// </summary>
    public static UNetConfig UNet(PartConfig json)
    {
        var channels = Positive(json, "block_out_channels", json.Ints("block_out_channels"));
        var levels = channels.Length;
        var depths = json.Ints("transformer_layers_per_block", levels, missing: 1);
        var heads = json.Has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
        var blocks = json.Ints("layers_per_block", levels, missing: 2);
        if (blocks.Distinct().Count() > 1 || blocks[0] == 0)
            throw json.Bad("layers_per_block", "differs between levels, which this engine does not know");
        return new UNetConfig
        {
            InputChannels = json.Int("in_channels", 4),
            OutputChannels = json.Int("out_channels", 4),
            Channels = channels,
            ResidualBlocks = blocks[0],
            TransformerDepths = [.. AttentionLevels(json, levels).Select((has, level) => has ? depths[level] : 0)],
            MiddleDepth = json.Text("mid_block_type", "UNetMidBlock2DCrossAttn") == "UNetMidBlock2DCrossAttn"
                ? depths[^1] : 0,
            Heads = Positive(json, heads, json.Ints(heads, levels, missing: 8)),
            ContextWidth = json.Ints("cross_attention_dim")[0],
            VectorWidth = json.Int("projection_class_embeddings_input_dim", 0),
            GuidanceWidth = json.Int("time_cond_proj_dim", 0),
            HasLinearProjections = json.Flag("use_linear_projection", missing: false),
            Groups = Positive(json, "norm_num_groups", [json.Int("norm_num_groups", 32)])[0],
        };
    }

    /// <summary>AutoencoderKL.</summary>
    public static AutoencoderConfig Autoencoder(PartConfig json) => new()
    {
        Channels = Positive(json, "block_out_channels", json.Ints("block_out_channels")),
        ResidualBlocks = json.Int("layers_per_block", 1),
        LatentChannels = json.Int("latent_channels", 4),
        ImageChannels = json.Int("in_channels", 3),
        HasQuantization = json.Flag("use_quant_conv", missing: true),
        Groups = Positive(json, "norm_num_groups", [json.Int("norm_num_groups", 32)])[0],
    };

    /// <summary>CLIPTextModel and CLIPTextModelWithProjection.</summary>
    public static ClipConfig Text(PartConfig json, bool hasProjection) => new()
    {
        Vocabulary = json.Int("vocab_size", 49408),
        Width = json.Int("hidden_size", 512),
        Layers = json.Int("num_hidden_layers", 12),
        Heads = Positive(json, "num_attention_heads", [json.Int("num_attention_heads", 8)])[0],
        HiddenWidth = json.Int("intermediate_size", 2048),
        Positions = json.Int("max_position_embeddings", 77),
        Activation = json.Text("hidden_act", "quick_gelu") switch
        {
            "quick_gelu" => Activation.QuickGelu,
            "gelu" => Activation.Gelu,
            var other => throw json.Bad("hidden_act", $"is '{other}', which this engine does not know"),
        },
        ProjectionWidth = hasProjection ? json.Int("projection_dim", 512) : 0,
    };

    static bool[] AttentionLevels(PartConfig json, int levels)
    {
        bool[] has = [.. json.Texts("down_block_types").Select(type => type switch
        {
            "DownBlock2D" => false,
            "CrossAttnDownBlock2D" => true,
            _ => throw json.Bad("down_block_types", $"holds '{type}', which this engine does not know"),
        })];
        return has.Length == levels ? has
            : throw json.Bad("down_block_types", $"has {has.Length} entries, expected {levels}");
    }

    static int[] Positive(PartConfig json, string name, int[] numbers) =>
        numbers.All(number => number > 0) ? numbers : throw json.Bad(name, "holds a 0");
}
