using Mezzotint.Tensors;

namespace Mezzotint.Training.Miniature;

/// <summary>What a folder in the diffusers layout holds besides weights.</summary>
static class ModelFolder
{
    /// <summary>Writes all configurations and the vocabulary.</summary>
    public static void WriteConfigs(string folder)
    {
        FolderConfigWriter.Write(Path.Combine(folder, "model_index.json"), Index());
        FolderConfigWriter.Write(Path.Combine(folder, "unet", "config.json"), UNet());
        FolderConfigWriter.Write(Path.Combine(folder, "vae", "config.json"), Autoencoder());
        FolderConfigWriter.Write(Path.Combine(folder, "text_encoder", "config.json"), Text());
        FolderConfigWriter.Write(Path.Combine(folder, "scheduler", "scheduler_config.json"), Scheduler());
        MiniatureVocabulary.Write(Path.Combine(folder, "tokenizer"));
    }

    /// <summary>
    /// A tensor by its name in the folder: the autoencoder's attention has matrices there, not 1x1 kernels.
    /// </summary>
    public static KeyValuePair<string, Tensor> Entry(string name, Tensor value)
    {
        var isMatrix = name.Contains("mid_block.attentions.0.to_", StringComparison.Ordinal) && value.Shape.Rank == 4;
        return new(name, isMatrix ? value.Reshape(new Shape(value.Shape[0], value.Shape[1])) : value);
    }

    static Dictionary<string, object> Index() => new()
    {
        ["_class_name"] = "StableDiffusionPipeline",
        ["feature_extractor"] = new string?[] { null, null },
        ["requires_safety_checker"] = false,
        ["safety_checker"] = new string?[] { null, null },
        ["scheduler"] = new[] { "diffusers", "EulerDiscreteScheduler" },
        ["text_encoder"] = new[] { "transformers", "CLIPTextModel" },
        ["tokenizer"] = new[] { "transformers", "CLIPTokenizer" },
        ["unet"] = new[] { "diffusers", "UNet2DConditionModel" },
        ["vae"] = new[] { "diffusers", "AutoencoderKL" },
    };

    static Dictionary<string, object> UNet()
    {
        var config = MiniatureSizes.UNet;
        var hasAttention = config.TransformerDepths.Select(depth => depth > 0).ToArray();
        return new()
        {
            ["_class_name"] = "UNet2DConditionModel",
            ["act_fn"] = "silu",
            ["attention_head_dim"] = config.Heads,
            ["block_out_channels"] = config.Channels,
            ["center_input_sample"] = false,
            ["cross_attention_dim"] = config.ContextWidth,
            ["down_block_types"] = hasAttention.Select(has => has ? "CrossAttnDownBlock2D" : "DownBlock2D"),
            ["downsample_padding"] = 1,
            ["flip_sin_to_cos"] = true,
            ["freq_shift"] = 0,
            ["in_channels"] = config.InputChannels,
            ["layers_per_block"] = config.ResidualBlocks,
            ["mid_block_scale_factor"] = 1,
            ["norm_eps"] = 1e-5,
            ["norm_num_groups"] = config.Groups,
            ["out_channels"] = config.OutputChannels,
            ["sample_size"] = MiniatureSizes.Latent,
            ["up_block_types"] = hasAttention.Reverse().Select(has => has ? "CrossAttnUpBlock2D" : "UpBlock2D"),
            ["use_linear_projection"] = config.HasLinearProjections,
        };
    }

    static Dictionary<string, object> Autoencoder()
    {
        var config = MiniatureSizes.Autoencoder;
        return new()
        {
            ["_class_name"] = "AutoencoderKL",
            ["act_fn"] = "silu",
            ["block_out_channels"] = config.Channels,
            ["down_block_types"] = config.Channels.Select(_ => "DownEncoderBlock2D"),
            ["in_channels"] = config.ImageChannels,
            ["latent_channels"] = config.LatentChannels,
            ["layers_per_block"] = config.ResidualBlocks,
            ["norm_num_groups"] = config.Groups,
            ["out_channels"] = config.ImageChannels,
            ["sample_size"] = MiniatureSizes.Picture,
            ["scaling_factor"] = MiniatureSizes.LatentScale,
            ["up_block_types"] = config.Channels.Select(_ => "UpDecoderBlock2D"),
        };
    }

    static Dictionary<string, object> Text()
    {
        var (config, tokenizer) = (MiniatureSizes.Text, MiniatureVocabulary.Tokenizer);
        return new()
        {
            ["architectures"] = new[] { "CLIPTextModel" },
            ["bos_token_id"] = tokenizer.BeginId,
            ["eos_token_id"] = tokenizer.EndId,
            ["hidden_act"] = "quick_gelu",
            ["hidden_size"] = config.Width,
            ["intermediate_size"] = config.HiddenWidth,
            ["layer_norm_eps"] = 1e-5,
            ["max_position_embeddings"] = config.Positions,
            ["model_type"] = "clip_text_model",
            ["num_attention_heads"] = config.Heads,
            ["num_hidden_layers"] = config.Layers,
            ["pad_token_id"] = tokenizer.EndId,
            ["vocab_size"] = config.Vocabulary,
        };
    }

    static Dictionary<string, object> Scheduler() => new()
    {
        ["_class_name"] = "EulerDiscreteScheduler",
        ["beta_end"] = MiniatureSizes.BetaEnd,
        ["beta_schedule"] = "scaled_linear",
        ["beta_start"] = MiniatureSizes.BetaStart,
        ["num_train_timesteps"] = MiniatureSizes.Timesteps,
        ["prediction_type"] = "v_prediction",
        ["steps_offset"] = 1,
    };
}
