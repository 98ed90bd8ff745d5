using System.Text.Json;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Autoencoders of golden folders.</summary>
static class GoldenAutoencoder
{
    const double Tolerance = 1e-4;

    /// <summary>The sizes of an autoencoder as CompVis' and FLUX' configurations write them.</summary>
    public static AutoencoderConfig Config(JsonElement json, bool hasQuantization)
    {
        var width = json.GetProperty("ch").GetInt32();
        return new AutoencoderConfig
        {
            Channels = [.. json.GetProperty("ch_mult").EnumerateArray().Select(factor => factor.GetInt32() * width)],
            ResidualBlocks = json.GetProperty("num_res_blocks").GetInt32(),
            LatentChannels = json.GetProperty("z_channels").GetInt32(),
            HasQuantization = hasQuantization,
        };
    }

    /// <summary>Stable Diffusion's autoencoder: runs x (encode) and z (decode), unscaled latents.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var config = Config(golden.Config.GetProperty("ddconfig"), hasQuantization: true);
        var model = new KlAutoencoder(golden.Source(golden.Description.GetProperty("prefix").GetString()!), config);
        Encode(ops, golden, comparison, model);
        foreach (var run in golden.Runs("z"))
        {
            using var scope = ops.Scope();
            var image = model.Decode(
                ops, golden.ChannelsLast(ops, $"{run}.z"),
                (name, value) => comparison.CompareInside(ops, $"{run}.{name}", value, Tolerance));
            comparison.CompareInside(ops, $"{run}.out", image, Tolerance);
        }
    }

    /// <summary>FLUX' autoencoder: no 1x1 convolutions around the latent, which is (mean - shift) scale.</summary>
    public static void RunFlux(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var json = golden.Config;
        var (scale, shift) = (
            json.GetProperty("scale_factor").GetSingle(), json.GetProperty("shift_factor").GetSingle());
        var model = new KlAutoencoder(golden.Source(""), Config(json, hasQuantization: false));
        Encode(ops, golden, comparison, model, mean => ops.Scale(mean, scale, -shift * scale));
        foreach (var run in golden.Runs("z"))
        {
            using var scope = ops.Scope();
            var latent = golden.ChannelsLast(ops, $"{run}.z");
            comparison.CompareInside(
                ops, $"{run}.out", model.Decode(ops, ops.Scale(latent, 1 / scale, shift)), Tolerance);
            comparison.CompareInside(ops, $"{run}.out_unscaled", model.Decode(ops, latent), Tolerance);
        }
    }

    /// <summary>TAESD: runs x (encode) and z (decode).</summary>
    public static void RunTiny(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var channels = golden.Config.GetProperty("latent_channels").GetInt32();
        var model = new TinyAutoencoder(golden.Source("taesd_encoder."), golden.Source("taesd_decoder."), channels);
        foreach (var run in golden.Runs("x"))
            comparison.CompareInside(
                ops, $"{run}.out", model.Encode(ops, golden.ChannelsLast(ops, $"{run}.x")), Tolerance);
        foreach (var run in golden.Runs("z"))
            comparison.CompareInside(
                ops, $"{run}.out", model.Decode(ops, golden.ChannelsLast(ops, $"{run}.z")), Tolerance);
    }

    static void Encode(
        Operations ops, GoldenCase golden, GoldenComparison comparison, KlAutoencoder model,
        Func<Tensor, Tensor>? scaled = null)
    {
        foreach (var run in golden.Runs("x"))
        {
            using var scope = ops.Scope();
            void Compare(string name, Tensor value) => comparison.CompareInside(ops, $"{run}.{name}", value, Tolerance);
            var moments = model.Encode(ops, golden.ChannelsLast(ops, $"{run}.x"), Compare);
            Compare("moments", moments);
            var latent = LatentDistribution.From(ops, moments);
            Compare("mean", latent.Mean);
            Compare("mode", latent.Mean);
            Compare("logvar", latent.LogVariance);
            Compare("std", latent.StandardDeviation());
            if (golden.Values.Contains($"{run}.noise"))
                Compare("sample", latent.Sample(golden.ChannelsLast(ops, $"{run}.noise")));
            if (scaled is not null)
                Compare("z_mean_scaled", scaled(latent.Mean));
        }
    }
}
