using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Runs a network over a large picture tile by tile, and blends the overlaps so that no seam shows.</summary>
/// <remarks>
/// A tile counts linearly less towards an edge that another tile covers; the sum is divided by what all tiles count.
/// </remarks>
/// <param name="Cells">Edge of a tile in cells: a cell is a latent pixel and what it stands for.</param>
/// <param name="Overlap">Cells that neighbours share at least; at most half of a tile.</param>
/// <param name="InputUnit">Input pixels along a cell.</param>
/// <param name="OutputUnit">Output pixels along a cell.</param>
sealed record Tiles(int Cells, int Overlap, int InputUnit, int OutputUnit)
{
    /// <summary>
    /// Cells at an edge with a neighbour that do not count at all: there a network sees the edge, and not the picture.
    /// </summary>
    public int Margin { get; init; }

    /// <summary>The network's result for the whole picture.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="input">(1, H, W, C), H and W multiples of <see cref="InputUnit"/>.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="run">The network, (1, h, w, C) to (1, h', w', channels).</param>
    /// <param name="cancellation">Looked at before each tile.</param>
    /// <returns>(1, H', W', channels), in memory of its own.</returns>
    public Tensor Run(
        Operations ops, Tensor input, int channels, Func<Tensor, Tensor> run, CancellationToken cancellation)
    {
        var (height, width) = (input.Shape[1] / InputUnit, input.Shape[2] / InputUnit);
        var sum = new Tensor(new Shape(1, height * OutputUnit, width * OutputUnit, channels));
        var counts = new float[sum.Shape[1] * sum.Shape[2]];
        foreach (var top in Starts(height))
            foreach (var left in Starts(width))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = ops.Scope();
                var rows = ops.Slice(input, 1, top * InputUnit, Math.Min(Cells, height) * InputUnit);
                var tile = ops.Slice(rows, 2, left * InputUnit, Math.Min(Cells, width) * InputUnit);
                Blend(run(tile), sum, counts, top * OutputUnit, left * OutputUnit);
            }
        for (var i = 0; i < counts.Length; i++)
            foreach (ref var value in sum.Span.Slice(i * channels, channels))
                value /= counts[i];
        return sum;
    }

    /// <summary>How many tiles a picture of so many cells takes.</summary>
    public int Count(int height, int width) => Starts(height).Count() * Starts(width).Count();

    /// <summary>Where tiles begin: evenly spread, the last one ending with the picture.</summary>
    IEnumerable<int> Starts(int length)
    {
        if (length <= Cells)
            return [0];
        var count = (length - Overlap + Cells - Overlap - 1) / (Cells - Overlap);
        return Enumerable.Range(0, count).Select(i => i * (length - Cells) / (count - 1));
    }

    void Blend(Tensor piece, Tensor sum, float[] counts, int top, int left)
    {
        var (height, width, channels) = (piece.Shape[1], piece.Shape[2], piece.Shape[3]);
        var rows = Ramp(height, hasBefore: top > 0, hasAfter: top + height < sum.Shape[1]);
        var columns = Ramp(width, hasBefore: left > 0, hasAfter: left + width < sum.Shape[2]);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var weight = rows[y] * columns[x];
                var place = (top + y) * sum.Shape[2] + left + x;
                counts[place] += weight;
                var source = piece.Span.Slice((y * width + x) * channels, channels);
                var target = sum.Span.Slice(place * channels, channels);
                for (var c = 0; c < channels; c++)
                    target[c] += weight * source[c];
            }
    }

    /// <summary>
    /// What each row or column of a tile counts: rising over the overlap from an edge that has a neighbour.
    /// </summary>
    float[] Ramp(int length, bool hasBefore, bool hasAfter)
    {
        var (margin, overlap) = (Margin * OutputUnit, (Overlap - 2 * Margin) * OutputUnit);
        var ramp = new float[length];
        for (var i = 0; i < length; i++)
        {
            var (before, after) = (
                hasBefore ? (i - margin + 0.5f) / overlap : 1, hasAfter ? (length - i - margin - 0.5f) / overlap : 1);
            ramp[i] = Math.Clamp(Math.Min(before, after), 0, 1);
        }
        return ramp;
    }
}
