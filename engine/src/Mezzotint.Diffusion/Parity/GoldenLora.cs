using System.Text.Json;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>
/// LoRAs of golden folders: files of one UNet, each applied at several multipliers and taken off again.
/// </summary>
static class GoldenLora
{
    const double Tolerance = 1e-3;
    const string Prefix = "model.diffusion_model.";

    /// <summary>Every run <c>set.out_mult&lt;multiplier&gt;</c> and the base, with the same input.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var config = Config(golden.Description.GetProperty("diffusers_config"));
        var reader = new WeightReader(golden.Weights[0]).Scope(Prefix);
        var model = new UNetModel(WeightSource.From(reader), config);
        var targets = new LoraTargets();
        targets.AddUNet(reader.Given(), config);
        using var stack = new LoraStack(targets, "SD 1.x");
        void Compare(string name)
        {
            using var scope = ops.Scope();
            var conditioning = new Conditioning(golden.Values.Read("context"));
            var x = golden.ChannelsLast(ops, "x");
            comparison.CompareInside(
                ops, name, model.Forward(ops, x, golden.Values.Read("timesteps").Span, conditioning), Tolerance);
        }
        foreach (var (name, set, multiplier) in Runs(golden))
        {
            stack.Apply([new LoraUse(FileOf(golden, set), multiplier)]);
            Compare(name);
            stack.Apply([]);
            Compare("base");
        }
    }

    static IEnumerable<(string Name, string Set, double Multiplier)> Runs(GoldenCase golden)
    {
        const string mark = ".out_mult";
        foreach (var name in golden.Values.Names.Order(StringComparer.Ordinal))
            if (name.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at)
                yield return (name, name[..at], double.Parse(name.AsSpan(at + mark.Length)));
    }

    static string FileOf(GoldenCase golden, string set) =>
        golden.Weights.Select(file => file.Path)
            .FirstOrDefault(path => path.Contains($"_{set}.", StringComparison.Ordinal))
            ?? throw new SkipCaseException($"the file of the set '{set}' is not here");

    /// <summary>The sizes as diffusers writes them, of a UNet with attention on every level.</summary>
    static UNetConfig Config(JsonElement json)
    {
        int[] channels = [.. json.GetProperty("block_out_channels").EnumerateArray().Select(c => c.GetInt32())];
        return new UNetConfig
        {
            InputChannels = json.GetProperty("in_channels").GetInt32(),
            OutputChannels = json.GetProperty("out_channels").GetInt32(),
            Channels = channels,
            ResidualBlocks = json.GetProperty("layers_per_block").GetInt32(),
            TransformerDepths = [.. channels.Select(_ => 1)],
            MiddleDepth = 1,
            Heads = [.. channels.Select(_ => json.GetProperty("attention_head_dim").GetInt32())],
            ContextWidth = json.GetProperty("cross_attention_dim").GetInt32(),
            Groups = json.GetProperty("norm_num_groups").GetInt32(),
        };
    }
}
