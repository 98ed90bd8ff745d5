using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>ControlNets of golden folders, and the UNet that they guide.</summary>
static class GoldenControl
{
    const double OutputTolerance = 1e-3;
    const double BlockTolerance = 5e-3;

    /// <summary>Every run x, timesteps, context, hint: what the network gives, and the UNet's output with it.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var config = GoldenUNet.Config(golden.Config, outputChannels: 4);
        var network = new ControlNetModel(golden.Source(golden.Description.GetProperty("prefix").GetString()!), config);
        var unet = new UNetModel(golden.Source("model.diffusion_model."), config);
        foreach (var run in golden.Runs("hint"))
        {
            using var scope = ops.Scope();
            var timesteps = golden.Values.Read($"{run}.timesteps").Span;
            var conditioning = new Conditioning(golden.Values.Read($"{run}.context"));
            var x = golden.ChannelsLast(ops, $"{run}.x");
            var hint = network.Hint(ops, golden.ChannelsLast(ops, $"{run}.hint"));
            var seen = ops.Reshape(hint, x.Shape.With(0, 1).With(3, hint.Shape[2]));
            comparison.CompareInside(ops, $"{run}.guided_hint", seen, BlockTolerance);
            var controls = network.Forward(ops, x, timesteps, conditioning, hint);
            foreach (var (i, control) in controls.Index())
                comparison.CompareInside(ops, $"{run}.control.{i}", control, BlockTolerance);
            void Compare(string name, IReadOnlyList<Tensor>? added) => comparison.CompareInside(
                ops, $"{run}.unet_out_{name}", unet.Forward(
                    ops, x, golden.Values.Read($"{run}.timesteps").Span, conditioning with { Controls = added }),
                OutputTolerance);
            Compare("scale1", controls);
            Compare("scale05", [.. controls.Select(control => ops.Scale(control, 0.5f))]);
            Compare("no_control", null);
            Compare("only_mid", [.. controls.SkipLast(1).Select(control => ops.Scale(control, 0)), controls[^1]]);
        }
    }
}
