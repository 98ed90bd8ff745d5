using System.Text.Json;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>UNets of golden folders, and their timestep embedding.</summary>
static class GoldenUNet
{
    const double OutputTolerance = 1e-3;
    const double BlockTolerance = 5e-3;

    /// <summary>The reference computes angles in float32: at 1344 pixels they are off by as much as 1.2e-4.</summary>
    const double TableTolerance = 5e-4;
    const int SizeWidth = 256;

    /// <summary>The sizes of a UNet as CompVis' and Stability's configurations write them.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="outputChannels">Where the configuration, as a ControlNet's, has none.</param>
    public static UNetConfig Config(JsonElement json, int? outputChannels = null)
    {
        var width = json.GetProperty("model_channels").GetInt32();
        int[] channels = [.. Numbers(json.GetProperty("channel_mult")).Select(factor => factor * width)];
        int[] resolutions = [.. Numbers(json.GetProperty("attention_resolutions"))];
        var depth = json.GetProperty("transformer_depth");
        int[] depths = depth.ValueKind == JsonValueKind.Array ? [.. Numbers(depth)]
            : [.. channels.Select(_ => depth.GetInt32())];
        return new UNetConfig
        {
            InputChannels = json.GetProperty("in_channels").GetInt32(),
            OutputChannels = outputChannels ?? json.GetProperty("out_channels").GetInt32(),
            Channels = channels,
            ResidualBlocks = json.GetProperty("num_res_blocks").GetInt32(),
            TransformerDepths = [.. depths.Select((d, level) => resolutions.Contains(1 << level) ? d : 0)],
            MiddleDepth = Int(json, "transformer_depth_middle", depths[^1]),
            Heads = json.TryGetProperty("num_head_channels", out var head) && head.GetInt32() > 0
                ? [.. channels.Select(c => c / head.GetInt32())]
                : [.. channels.Select(_ => json.GetProperty("num_heads").GetInt32())],
            ContextWidth = json.GetProperty("context_dim").GetInt32(),
            VectorWidth = Int(json, "adm_in_channels", 0),
            HasLinearProjections = json.TryGetProperty("use_linear_in_transformer", out var linear)
                && linear.GetBoolean(),
        };
    }

    /// <summary>Every run x, timesteps, context [, y] of a case; blocks where the case has them.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var model = new UNetModel(
            golden.Source(golden.Description.GetProperty("prefix").GetString()!), Config(golden.Config));
        foreach (var run in golden.Runs("x"))
        {
            using var scope = ops.Scope();
            var vector = golden.Values.Contains($"{run}.y") ? golden.Values.Read($"{run}.y") : null;
            var conditioning = new Conditioning(golden.Values.Read($"{run}.context"), vector);
            var output = model.Forward(
                ops, golden.ChannelsLast(ops, $"{run}.x"), golden.Values.Read($"{run}.timesteps").Span, conditioning,
                (name, value) => comparison.CompareInside(ops, $"{run}.{name}", value, BlockTolerance));
            comparison.CompareInside(ops, $"{run}.out", output, OutputTolerance);
        }
    }

    /// <summary>Tables t.emb&lt;width&gt; of timesteps t, and SDXL's sizes.</summary>
    public static void RunEmbedding(GoldenCase golden, GoldenComparison comparison)
    {
        foreach (var name in golden.Values.Names.Where(name => name.StartsWith("t.emb", StringComparison.Ordinal)))
        {
            var width = int.Parse(name.AsSpan("t.emb".Length));
            comparison.Compare(name, TimestepEmbedding.Compute(golden.Values.Read("t").Span, width), TableTolerance);
        }
        if (!golden.Values.Contains("sdxl_size.values"))
            return;
        var sizes = golden.Values.Read("sdxl_size.values");
        var embedded = TimestepEmbedding.Compute(sizes.Span, SizeWidth);
        comparison.Compare(
            "sdxl_size.emb", embedded.Reshape(new Shape(sizes.Shape[0], sizes.Shape[1] * SizeWidth)), TableTolerance);
    }

    static IEnumerable<int> Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetInt32());

    static int Int(JsonElement json, string name, int missing) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32()
            : missing;
}
