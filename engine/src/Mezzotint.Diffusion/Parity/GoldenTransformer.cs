using System.Text.Json;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Transformers of golden folders: SD 3's and FLUX.1's.</summary>
static class GoldenTransformer
{
    const double Tolerance = 1e-4;

    /// <summary>Blocks are larger than the output, and deviate as much more.</summary>
    const double BlockTolerance = 1e-3;

    /// <summary>SD 3 and 3.5: every run x, t, y, context.</summary>
    public static void RunMMDiT(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var json = golden.Config;
        var context = json.GetProperty("context_embedder_config").GetProperty("params").GetProperty("in_features");
        var config = new MMDiTConfig
        {
            InputChannels = Number(json, "in_channels"),
            Width = Number(golden.Description, "hidden_size"),
            Heads = Number(golden.Description, "num_heads"),
            Depth = Number(json, "depth"),
            PositionsEdge = Number(json, "pos_embed_max_size"),
            ContextWidth = context.GetInt32(),
            VectorWidth = Number(json, "adm_in_channels"),
            HasNormalizedHeads = json.GetProperty("qk_norm").ValueKind == JsonValueKind.String,
            DualBlocks = Numbers(json, "x_block_self_attn_layers"),
        };
        var model = new MMDiTModel(golden.Source(golden.Description.GetProperty("prefix").GetString()!), config);
        foreach (var run in golden.Runs("t"))
        {
            using var scope = ops.Scope();
            var conditioning = new Conditioning(golden.Values.Read($"{run}.context"), golden.Values.Read($"{run}.y"));
            var output = model.Forward(
                ops, golden.ChannelsLast(ops, $"{run}.x"), golden.Values.Read($"{run}.t").Span, conditioning,
                (name, value) => comparison.Compare($"{run}.{name}", value, BlockTolerance));
            comparison.CompareInside(ops, $"{run}.out", output, Tolerance);
        }
    }

    /// <summary>FLUX.1: every run latent, txt, y, timesteps [, guidance].</summary>
    public static void RunFlux(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var json = golden.Config;
        var config = new FluxConfig
        {
            InputChannels = Number(json, "in_channels") / (LatentPatches.Edge * LatentPatches.Edge),
            Width = Number(json, "hidden_size"),
            Heads = Number(json, "num_heads"),
            DoubleBlocks = Number(json, "depth"),
            SingleBlocks = Number(json, "depth_single_blocks"),
            AxisWidths = Numbers(json, "axes_dim"),
            ContextWidth = Number(json, "context_in_dim"),
            VectorWidth = Number(json, "vec_in_dim"),
            HasGuidance = json.GetProperty("guidance_embed").GetBoolean(),
            Theta = Number(json, "theta"),
        };
        var model = new FluxModel(golden.Source(golden.Description.GetProperty("prefix").GetString()!), config);
        foreach (var run in golden.Runs("latent"))
        {
            using var scope = ops.Scope();
            var conditioning = new Conditioning(golden.Values.Read($"{run}.txt"), golden.Values.Read($"{run}.y"))
            {
                Guidance = config.HasGuidance ? golden.Values.Read($"{run}.guidance") : null,
            };
            var output = model.Forward(
                ops, golden.ChannelsLast(ops, $"{run}.latent"), golden.Values.Read($"{run}.timesteps").Span,
                conditioning, (name, value) => comparison.Compare($"{run}.{name}", value, BlockTolerance));
            comparison.CompareInside(ops, $"{run}.out", output, Tolerance);
        }
    }

    static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    static int[] Numbers(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
}
