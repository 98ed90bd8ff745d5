using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// The sizes of networks as the tensors of a single file tell them. The UNet's heads leave no trace there: the family
/// knows them.
/// </summary>
static class SingleFileConfigs
{
    /// <summary>The width of a text encoder's heads in every published CLIP.</summary>
    const int TextHeadWidth = 64;

    /// <summary>A UNet without its heads, from the tensors below <c>model.diffusion_model.</c>.</summary>
    public static UNetConfig UNet(WeightReader reader)
    {
        var (channels, depths, blocks, isNewLevel) = (new List<int>(), new List<int>(), 0, true);
        for (var i = 1; ; i++)
        {
            if (reader.Contains($"input_blocks.{i}.0.op.weight"))
            {
                isNewLevel = true;
                continue;
            }
            if (reader.ShapeOf($"input_blocks.{i}.0.out_layers.3.weight") is not { Rank: 4 } kernel)
                break;
            if (isNewLevel)
            {
                channels.Add(kernel[0]);
                depths.Add(Count(reader.Contains, $"input_blocks.{i}.1.transformer_blocks.", ".norm1.weight"));
                (blocks, isNewLevel) = (0, false);
            }
            blocks++;
        }
        return new UNetConfig
        {
            InputChannels = ShapeOf(reader, "input_blocks.0.0.weight", 4)[1],
            OutputChannels = ShapeOf(reader, "out.2.weight", 4)[0],
            Channels = channels.Count > 0 ? channels : throw Missing(reader, "input_blocks.1.0.out_layers.3.weight"),
            ResidualBlocks = blocks,
            TransformerDepths = depths,
            MiddleDepth = Count(reader.Contains, "middle_block.1.transformer_blocks.", ".norm1.weight"),
            Heads = [],
            ContextWidth = ShapeOf(reader, "middle_block.1.transformer_blocks.0.attn2.to_k.weight", 2)[1],
            VectorWidth = reader.Contains("label_emb.0.0.weight") ? ShapeOf(reader, "label_emb.0.0.weight", 2)[1] : 0,
            GuidanceWidth = reader.Contains("time_embed.cond_proj.weight")
                ? ShapeOf(reader, "time_embed.cond_proj.weight", 2)[1] : 0,
            HasLinearProjections = reader.ShapeOf("middle_block.1.proj_in.weight") is { Rank: 2 },
        };
    }

    /// <summary>An autoencoder, from the tensors below <c>first_stage_model.</c>.</summary>
    public static AutoencoderConfig Autoencoder(WeightReader reader)
    {
        var channels = new List<int>();
        while (reader.ShapeOf($"encoder.down.{channels.Count}.block.0.conv2.weight") is { Rank: 4 } kernel)
            channels.Add(kernel[0]);
        return new AutoencoderConfig
        {
            Channels = channels.Count > 0 ? channels : throw Missing(reader, "encoder.down.0.block.0.conv2.weight"),
            ResidualBlocks = Count(reader.Contains, "encoder.down.0.block.", ".conv2.weight"),
            LatentChannels = ShapeOf(reader, "decoder.conv_in.weight", 4)[1],
            HasQuantization = reader.Contains("quant_conv.weight"),
        };
    }

    /// <summary>A text encoder, from the tensors in Hugging Face's names.</summary>
    /// <param name="reader">Reader of those names, which may stand for OpenCLIP's.</param>
    /// <param name="activation">Quick GELU for OpenAI's CLIP, GELU for OpenCLIP.</param>
    public static ClipConfig Text(WeightReader reader, Activation activation)
    {
        var tokens = ShapeOf(reader, "text_model.embeddings.token_embedding.weight", 2);
        return new ClipConfig
        {
            Vocabulary = tokens[0],
            Width = tokens[1],
            Layers = Count(reader.Contains, "text_model.encoder.layers.", ".layer_norm1.weight"),
            Heads = Math.Max(1, tokens[1] / TextHeadWidth),
            HiddenWidth = ShapeOf(reader, "text_model.encoder.layers.0.mlp.fc1.weight", 2)[0],
            Positions = ShapeOf(reader, "text_model.embeddings.position_embedding.weight", 2)[0],
            Activation = activation,
            ProjectionWidth = reader.Contains("text_projection.weight")
                ? ShapeOf(reader, "text_projection.weight", 2)[0] : 0,
        };
    }

    /// <summary>How many of prefix + 0 + suffix, prefix + 1 + suffix... there are.</summary>
    public static int Count(Func<string, bool> contains, string prefix, string suffix)
    {
        var count = 0;
        while (contains($"{prefix}{count}{suffix}"))
            count++;
        return count;
    }

    /// <summary>The shape of a tensor that tells a size.</summary>
    /// <exception cref="CheckpointException">It is missing, or of another rank.</exception>
    public static Shape ShapeOf(WeightReader reader, string name, int rank)
    {
        var shape = reader.ShapeOf(name) ?? throw Missing(reader, name);
        return shape.Rank == rank ? shape : throw new CheckpointException(
            reader.Checkpoint.Path,
            $"'{name}' in {reader.Checkpoint.Path} is {shape}, expected {rank} dimensions: the file is of another "
                + "model family.", name);
    }

    static CheckpointException Missing(WeightReader reader, string name) => new(
        reader.Checkpoint.Path,
        $"'{name}' is missing in {reader.Checkpoint.Path}: the file is incomplete or of another model family.", name);
}
