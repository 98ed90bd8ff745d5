using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Families;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Previews by a tiny autoencoder, where a model comes with one.</summary>
static class PreviewDecoder
{
    /// <summary>Opens the decoder that was named, or that lies beside the model under its usual name.</summary>
    /// <exception cref="CheckpointException">The one named cannot decode this model's latents.</exception>
    public static TinyAutoencoderFile? Find(DiffusionModel model, string? path)
    {
        var source = model.Source;
        var folder = source.Layout == ModelLayout.Folder ? source.Path
            : Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        var usual = Path.Combine(folder, model.Family.TinyDecoder);
        if (path is null && !File.Exists(usual))
            return null;
        var tiny = TinyAutoencoderFile.Open(path ?? usual);
        if (tiny.HasDecoder && tiny.LatentChannels == model.Autoencoder.Config.LatentChannels)
            return tiny;
        tiny.Dispose();
        throw new CheckpointException(
            path ?? usual,
            $"{path ?? usual} does not decode this model's latents of {model.Autoencoder.Config.LatentChannels} "
                + "channels: "
                + $"take {model.Family.TinyDecoder}.");
    }

    /// <summary>The picture of a latent at the denoiser's scale, (1, C, H, W).</summary>
    public static Picture Show(Operations ops, TinyAutoencoder tiny, Tensor latent)
    {
        using var scope = ops.Scope();
        var image = ops.ToChannelsFirst(tiny.Decode(ops, ops.ToChannelsLast(latent)));
        return Pixels.ToPicture(ops.Scale(image, 2, -1)); // from [0, 1] to [-1, 1]
    }
}
