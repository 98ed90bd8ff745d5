using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>
/// An autoencoder that takes pictures of any size: large ones in overlapping tiles, so that memory stays bounded.
/// </summary>
public sealed class TiledAutoencoder(Operations ops, KlAutoencoder autoencoder)
{
    readonly int _factor = autoencoder.Config.SizeFactor;

    /// <summary>Pixels of a picture's edge that one of the latent stands for.</summary>
    public int SizeFactor => _factor;

    /// <summary>Edge of a tile in picture pixels; pictures with no longer edge are taken whole.</summary>
    public int TileSize { get; init; } = 768;

    /// <summary>Picture pixels that neighbouring tiles share.</summary>
    public int Overlap { get; init; } = 192;

    /// <summary>The mean of each picture's latent.</summary>
    /// <param name="images">(B, 3, H, W) in [-1, 1].</param>
    /// <param name="cancellation">Looked at before each tile.</param>
    /// <returns>(B, LatentChannels, H / f, W / f), unscaled, in memory of its own.</returns>
    public Tensor Encode(Tensor images, CancellationToken cancellation = default) => ForEach(images, image =>
    {
        if (IsWhole(image.Shape[1], image.Shape[2]))
            return Mean(image);
        var tiles = new Tiles(TileSize / _factor, Overlap / _factor, InputUnit: _factor, OutputUnit: 1);
        return tiles.Run(ops, image, autoencoder.Config.LatentChannels, Mean, cancellation);
    }, cancellation);

    /// <summary>Each latent's picture.</summary>
    /// <param name="latents">(B, LatentChannels, H, W), unscaled.</param>
    /// <param name="cancellation">Looked at before each tile.</param>
    /// <returns>(B, 3, H f, W f), about [-1, 1], in memory of its own.</returns>
    public Tensor Decode(Tensor latents, CancellationToken cancellation = default) => ForEach(latents, latent =>
    {
        if (IsWhole(latent.Shape[1] * _factor, latent.Shape[2] * _factor))
            return autoencoder.Decode(ops, latent);
        var tiles = new Tiles(TileSize / _factor, Overlap / _factor, InputUnit: 1, OutputUnit: _factor);
        return tiles.Run(
            ops, latent, autoencoder.Config.ImageChannels, tile => autoencoder.Decode(ops, tile), cancellation);
    }, cancellation);

    bool IsWhole(int height, int width) => height <= TileSize && width <= TileSize;

    Tensor Mean(Tensor image) => ops.Slice(autoencoder.Encode(ops, image), -1, 0, autoencoder.Config.LatentChannels);

    /// <summary>One after the other: a batch takes no more memory than one, and gives the same bytes.</summary>
    Tensor ForEach(Tensor batch, Func<Tensor, Tensor> run, CancellationToken cancellation)
    {
        Tensor? all = null;
        for (var i = 0; i < batch.Shape[0]; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = ops.Scope();
            var result = ops.ToChannelsFirst(run(ops.ToChannelsLast(batch.Rows(i, 1))));
            all ??= new Tensor(result.Shape.With(0, batch.Shape[0]));
            result.Span.CopyTo(all.Rows(i, 1).Span);
        }
        return all ?? throw new ArgumentException("An empty batch has no latents and no pictures.");
    }
}
