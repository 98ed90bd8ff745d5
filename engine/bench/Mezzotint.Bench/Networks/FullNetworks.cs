using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>The networks that are measured, each with inputs of the shapes that a picture gives them.</summary>
static class FullNetworks
{
    const int LatentFactor = 8;
    const int ClipTokens = 77;

    /// <summary>CLIP's tokens and T5's.</summary>
    const int Sd3Tokens = 2 * ClipTokens;

    const int FluxSchnellTokens = 256;
    const int FluxDevTokens = 512;

    /// <summary>All, the first of each network being its default.</summary>
    public static IReadOnlyList<FullNetwork> All { get; } =
    [
        Denoiser("unet", "sd15", "SD 1.5 UNet", 512, (FullSizes.Sd15, ClipTokens)),
        Denoiser("unet", "sd21", "SD 2.1 UNet", 768, (FullSizes.Sd21, ClipTokens)),
        Denoiser("unet", "sdxl", "SDXL UNet", 1024, (FullSizes.Sdxl, ClipTokens)),
        Decoder("sd15", "SD 1.5 decoder", 512, FullSizes.SdAutoencoder),
        Decoder("sdxl", "SDXL decoder", 1024, FullSizes.SdAutoencoder),
        Decoder("sd3", "SD 3 and FLUX.1 decoder", 1024, FullSizes.WideAutoencoder),
        Clip("sd15", "CLIP-L", FullSizes.ClipL),
        Clip("sd21", "OpenCLIP-H", FullSizes.ClipH),
        Clip("sdxl", "OpenCLIP-bigG", FullSizes.ClipG),
        Denoiser("mmdit", "sd3", "SD 3 Medium", 1024, (FullSizes.Sd3Medium, Sd3Tokens)),
        Denoiser("mmdit", "sd35m", "SD 3.5 Medium", 1024, (FullSizes.Sd35Medium, Sd3Tokens)),
        Denoiser("mmdit", "sd35l", "SD 3.5 Large", 1024, (FullSizes.Sd35Large, Sd3Tokens)),
        Denoiser("flux", "schnell", "FLUX.1 schnell", 1024, (FullSizes.Flux, FluxSchnellTokens)),
        Denoiser("flux", "dev", "FLUX.1 dev", 1024, (FullSizes.Flux with { HasGuidance = true }, FluxDevTokens)),
    ];

    /// <summary>The network of this name and family.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FullNetwork Find(string network, string? family)
    {
        var known = All.Where(entry => entry.Network == network).ToList();
        return known.Find(entry => family is null || entry.Family == family) ?? throw new ArgumentException(
            known.Count == 0 ? $"There is no network '{network}': give unet, vae, clip, mmdit or flux."
                : $"There is no {network} of family '{family}': give "
                    + $"{string.Join(", ", known.Select(entry => entry.Family))}.");
    }

    static FullNetwork Denoiser(
        string network, string family, string title, int edge, (DenoiserConfig Config, int Tokens) of) =>
        new(network, family, title, edge, (source, size, batch) =>
        {
            var (config, tokens) = of;
            var model = config.Build(source);
            var side = size / LatentFactor;
            var x = RandomWeights.Values(new Shape(batch, side, side, config.InputChannels));
            var conditioning = new Conditioning(
                RandomWeights.Values(new Shape(batch, tokens, config.ContextWidth)),
                config.VectorWidth == 0 ? null : RandomWeights.Values(new Shape(batch, config.VectorWidth)))
            {
                Guidance = config is FluxConfig { HasGuidance: true } ? Filled(batch, 3.5f) : null,
            };
            float[] timesteps = [.. Enumerable.Repeat(config is FluxConfig ? 0.5f : 500f, batch)];
            return ops => Discard(ops, () => model.Forward(ops, x, timesteps, conditioning));
        });

    static FullNetwork Decoder(string family, string title, int edge, AutoencoderConfig config) =>
        new("vae", family, title, edge, (source, size, batch) =>
        {
            var autoencoder = new KlAutoencoder(source, config);
            var side = size / config.SizeFactor;
            var latent = RandomWeights.Values(new Shape(batch, side, side, config.LatentChannels));
            return ops => Discard(ops, () => autoencoder.Decode(ops, latent));
        });

    static FullNetwork Clip(string family, string title, ClipConfig config) =>
        new("clip", family, title, 512, (source, _, batch) =>
        {
            var encoder = new ClipTextEncoder(source, config);
            int[] ids = [.. Enumerable.Range(0, batch * ClipTokens)];
            int[] ends = [.. Enumerable.Repeat(ClipTokens - 1, batch)];
            return ops =>
            {
                using var scope = ops.Scope();
                encoder.Forward(ops, ids, ends, new ClipReading());
            };
        });

    static void Discard(Operations ops, Func<Tensor> run)
    {
        using var scope = ops.Scope();
        run();
    }

    static Tensor Filled(int count, float value)
    {
        var tensor = new Tensor(new Shape(count));
        tensor.Span.Fill(value);
        return tensor;
    }
}
