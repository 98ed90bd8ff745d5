using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Families;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What a run starts from, and what of it stays.</summary>
/// <param name="Latent">The initial picture's latent at the denoiser's scale, (1, C, H, W); zeros where there is no
/// picture.</param>
/// <param name="Mask">1 where the latent is painted anew, 0 where it stays, (1, 1, H, W); null where nothing
/// stays.</param>
/// <param name="Besides">What an inpainting UNet is given besides the latent, (1, H, W, 1 + C); null for another
/// UNet.</param>
sealed record StartingPoint(Tensor Latent, Tensor? Mask, Tensor? Besides)
{
    /// <summary>Encodes what the request starts from.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="model">The model.</param>
    /// <param name="autoencoder">Its autoencoder.</param>
    /// <param name="request">The request, checked, with its size filled in.</param>
    /// <param name="cancellation">Looked at before every call of a network.</param>
    public static StartingPoint Of(
        Operations ops, DiffusionModel model, TiledAutoencoder autoencoder, GenerationRequest request,
        CancellationToken cancellation)
    {
        var (height, width) = (request.Height!.Value, request.Width!.Value);
        var image = request.InitialPicture is { } picture ? Pixels.ToTensor(picture) : null;
        var mask = request.Mask;
        var factor = autoencoder.SizeFactor;
        var latent = image is null
            ? new Tensor(new Shape(1, model.Autoencoder.Config.LatentChannels, height / factor, width / factor))
            : model.FromAutoencoder(autoencoder.Encode(image, cancellation));
        if (model.Variant != ModelVariant.Inpainting)
            return new StartingPoint(latent, mask is null ? null : Pixels.LatentMask(mask, factor), Besides: null);
        var everything = new Mask(width, height, [.. Enumerable.Repeat((byte)255, width * height)]);
        var hidden = Pixels.Masked(image ?? new Tensor(new Shape(1, 3, height, width)), mask ?? everything);
        var surroundings = model.FromAutoencoder(autoencoder.Encode(hidden, cancellation));
        using var scope = ops.Scope();
        var besides = ops.Concat([Pixels.LatentMask(mask ?? everything, factor), surroundings], 1);
        return new StartingPoint(latent, Mask: null, ops.ToChannelsLast(besides).Clone());
    }
}
