using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>
/// The variational autoencoder between pictures and latents, by the weight names below <c>first_stage_model.</c>.
/// </summary>
/// <remarks>
/// Kingma and Welling 2013 (arXiv:1312.6114): the encoder gives the mean and the log-variance of a latent's
/// distribution.
/// </remarks>
public sealed class KlAutoencoder
{
    readonly Encoder _encoder;
    readonly Decoder _decoder;
    readonly Linear? _momentsProjection;
    readonly Linear? _latentProjection;

    /// <summary>Builds encoder and decoder.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public KlAutoencoder(WeightSource source, AutoencoderConfig config)
    {
        Config = config;
        _encoder = new Encoder(source.At("encoder"), config);
        _decoder = new Decoder(source.At("decoder"), config);
        if (config.HasQuantization)
        {
            _momentsProjection = Linear.FromKernel(
                source.At("quant_conv"), 2 * config.LatentChannels, 2 * config.LatentChannels);
            _latentProjection = Linear.FromKernel(
                source.At("post_quant_conv"), config.LatentChannels, config.LatentChannels);
        }
    }

    /// <summary>The network's sizes.</summary>
    public AutoencoderConfig Config { get; }

    /// <summary>The distribution of a picture's latent.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="image">(B, H, W, 3) in [-1, 1], H and W multiples of
    /// <see cref="AutoencoderConfig.SizeFactor"/>.</param>
    /// <param name="watch">Is shown <c>encoder_out</c>, valid during the call.</param>
    /// <returns>Mean, then log-variance (to be held within -30 and 20), unscaled: (B, H / f, W / f, 2
    /// LatentChannels).</returns>
    public Tensor Encode(Operations ops, Tensor image, Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var moments = _encoder.Forward(ops, image);
        watch?.Invoke("encoder_out", moments);
        return scope.Keep(_momentsProjection?.Forward(ops, moments) ?? moments);
    }

    /// <summary>The picture of a latent.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="latent">(B, H, W, LatentChannels), unscaled.</param>
    /// <param name="watch">Is shown <c>post_quant</c>, valid during the call.</param>
    /// <returns>(B, H f, W f, 3), about [-1, 1].</returns>
    public Tensor Decode(Operations ops, Tensor latent, Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var projected = _latentProjection?.Forward(ops, latent) ?? latent;
        watch?.Invoke("post_quant", projected);
        return scope.Keep(_decoder.Forward(ops, projected));
    }
}
