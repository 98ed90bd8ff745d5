using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>The sizes of transformers as their tensors tell them.</summary>
static class TransformerConfigs
{
    const int HeadWidth = 64;

    /// <summary>A denoiser, from its tensors in the authors' names.</summary>
    /// <exception cref="CheckpointException">A tensor that tells a size is missing or misshapen.</exception>
    public static DenoiserConfig Denoiser(WeightReader reader) =>
        reader.Contains("joint_blocks.0.x_block.attn.qkv.weight") ? MMDiT(reader) : Flux(reader);

    /// <summary>A T5 encoder, from its tensors in Hugging Face's names.</summary>
    public static T5Config T5(WeightReader reader)
    {
        const string first = "encoder.block.0.layer.0.SelfAttention.";
        var tokens = SingleFileConfigs.ShapeOf(reader, "shared.weight", 2);
        var positions = SingleFileConfigs.ShapeOf(reader, first + "relative_attention_bias.weight", 2);
        return new T5Config
        {
            Vocabulary = tokens[0],
            Width = tokens[1],
            Layers = SingleFileConfigs.Count(reader.Contains, "encoder.block.", ".layer.0.SelfAttention.q.weight"),
            Heads = positions[1],
            HeadWidth = SingleFileConfigs.ShapeOf(reader, first + "q.weight", 2)[0] / Math.Max(1, positions[1]),
            HiddenWidth = SingleFileConfigs.ShapeOf(reader, "encoder.block.0.layer.1.DenseReluDense.wi_0.weight", 2)[0],
            Buckets = positions[0],
        };
    }

    static MMDiTConfig MMDiT(WeightReader reader)
    {
        var kernel = SingleFileConfigs.ShapeOf(reader, "x_embedder.proj.weight", 4);
        var places = SingleFileConfigs.ShapeOf(reader, "pos_embed", 3)[1];
        var edge = (int)Math.Sqrt(places);
        if (edge * edge != places)
            throw new CheckpointException(
                reader.Checkpoint.Path, $"'pos_embed' in {reader.Checkpoint.Path} has {places} rows, which are no "
                    + "square: the file is damaged or of another model family.", "pos_embed");
        var gain = reader.ShapeOf("joint_blocks.0.x_block.attn.ln_q.weight");
        var depth = SingleFileConfigs.Count(reader.Contains, "joint_blocks.", ".x_block.attn.qkv.weight");
        return new MMDiTConfig
        {
            InputChannels = kernel[1],
            Width = kernel[0],
            Heads = Math.Max(1, kernel[0] / (gain is { Rank: 1, Count: > 0 } vector ? vector[0] : HeadWidth)),
            Depth = depth,
            PositionsEdge = edge,
            ContextWidth = SingleFileConfigs.ShapeOf(reader, "context_embedder.weight", 2)[1],
            VectorWidth = SingleFileConfigs.ShapeOf(reader, "y_embedder.mlp.0.weight", 2)[1],
            HasNormalizedHeads = gain is not null,
            DualBlocks = [.. Enumerable.Range(0, depth).Where(
                i => reader.Contains($"joint_blocks.{i}.x_block.attn2.qkv.weight"))],
        };
    }

    static FluxConfig Flux(WeightReader reader)
    {
        var entrance = SingleFileConfigs.ShapeOf(reader, "img_in.weight", 2);
        var exit = SingleFileConfigs.ShapeOf(reader, "final_layer.linear.weight", 2);
        if (entrance[1] != exit[0])
            throw new CheckpointException(
                reader.Checkpoint.Path,
                $"{reader.Checkpoint.Path} is a FLUX.1 transformer that is given {entrance[1]} numbers a token and "
                    + $"answers with {exit[0]}: one for filling in or for control pictures, which this version cannot "
                    + "run. Take FLUX.1 dev or schnell.", "img_in.weight");
        var head = SingleFileConfigs.ShapeOf(reader, "double_blocks.0.img_attn.norm.query_norm.scale", 1)[0];
        return new FluxConfig
        {
            InputChannels = entrance[1] / (LatentPatches.Edge * LatentPatches.Edge),
            Width = entrance[0],
            Heads = Math.Max(1, entrance[0] / Math.Max(1, head)),
            DoubleBlocks = SingleFileConfigs.Count(reader.Contains, "double_blocks.", ".img_attn.qkv.weight"),
            SingleBlocks = SingleFileConfigs.Count(reader.Contains, "single_blocks.", ".linear1.weight"),
            AxisWidths = FluxConfig.AxesOf(head),
            ContextWidth = SingleFileConfigs.ShapeOf(reader, "txt_in.weight", 2)[1],
            VectorWidth = SingleFileConfigs.ShapeOf(reader, "vector_in.in_layer.weight", 2)[1],
            HasGuidance = reader.Contains("guidance_in.in_layer.weight"),
        };
    }
}
