using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Upscalers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Enlarges pictures of any size with an upscaler's network, tile by tile.</summary>
public sealed class PictureUpscaler : IDisposable
{
    /// <summary>The most pixels that a result may have.</summary>
    public const long MaxPixels = 64L << 20;

    /// <summary>The least edge of a tile: with a smaller one nearly all would be overlap.</summary>
    public const int LeastTile = 96;

    /// <summary>Pixels that neighbouring tiles share at least.</summary>
    const int LeastOverlap = 48;

    /// <summary>The share of a tile's edge that it has in common with its neighbour.</summary>
    const int OverlapShare = 4;

    readonly CpuOperations _ops = new();
    readonly UpscalerFile _file;

    PictureUpscaler(UpscalerFile file) => _file = file;

    /// <summary>The network's name.</summary>
    public string Kind => _file.Kind;

    /// <summary>How many times larger pictures become.</summary>
    public int Factor => _file.Factor;

    /// <summary>Opens an upscaler: RRDBNet or SRVGGNetCompact as safetensors.</summary>
    /// <exception cref="Weights.CheckpointException">It is unreadable, a pickle, or of no kind known.</exception>
    public static PictureUpscaler Open(string path) => new(UpscalerFile.Open(path));

    /// <summary>The enlarged picture.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="tile">Edge of a tile in pixels of the picture; a larger picture is enlarged in tiles.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellation">Looked at before each tile.</param>
    /// <exception cref="ArgumentException">The result would be too large, or the tile is too small.</exception>
    public Picture Enlarge(
        Picture picture, int tile = 256, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if ((long)picture.Width * picture.Height * Factor * Factor > MaxPixels)
            throw new ArgumentException(
                $"{picture.Width} x {picture.Height} pixels enlarged {Factor} times are more than {MaxPixels}: make "
                    + "the picture smaller first.");
        if (tile < LeastTile)
            throw new ArgumentException($"A tile of {tile} pixels is too small: {LeastTile} is the least.");
        using var scope = _ops.Scope();
        var unit = _file.InputFactor;
        var image = _ops.Scale(_ops.ToChannelsLast(Pixels.ToTensor(picture)), 0.5f, 0.5f); // to [0, 1]
        var whole = Grown(Grown(image, 1, unit), 2, unit);
        var overlap = Math.Max(LeastOverlap, tile / OverlapShare) / unit;
        var tiles = new Tiles(tile / unit, overlap, unit, unit * Factor) { Margin = overlap * 3 / 8 };
        var (done, count) = (0, tiles.Count(whole.Shape[1] / unit, whole.Shape[2] / unit));
        var large = tiles.Run(_ops, whole, channels: 3, piece =>
        {
            var result = _file.Network(_ops, piece);
            progress?.Report(++done / (double)count);
            return result;
        }, cancellation);
        var cut = _ops.Slice(_ops.Slice(large, 1, 0, picture.Height * Factor), 2, 0, picture.Width * Factor);
        return Pixels.ToPicture(_ops.Scale(_ops.ToChannelsFirst(cut), 2, -1)); // from [0, 1]
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The last row or column repeated up to a multiple of the unit.</summary>
    Tensor Grown(Tensor image, int dimension, int unit)
    {
        var missing = (unit - image.Shape[dimension] % unit) % unit;
        var last = _ops.Slice(image, dimension, image.Shape[dimension] - 1, 1);
        return missing == 0 ? image : _ops.Concat([image, .. Enumerable.Repeat(last, missing)], dimension);
    }
}
