using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>What SD 3 adds to a patch for its place: the middle of a large square table.</summary>
/// <remarks>
/// The table has up to 0.9 GB as float32, a picture needs a fiftieth of it: the whole is read for each new size, and
/// only its middle is kept.
/// </remarks>
sealed class PositionTable
{
    readonly Func<Weight> _read;
    readonly MMDiTConfig _config;
    (int Height, int Width) _size;
    Tensor? _middle;

    public PositionTable(WeightSource source, MMDiTConfig config)
    {
        _config = config;
        _read = () => source.Get("pos_embed", 1, config.PositionsEdge * config.PositionsEdge, config.Width);
        _ = _read(); // not its values: that it is there in the right shape
    }

    /// <summary>The rows of a picture of so many patches, (height * width, C).</summary>
    /// <exception cref="ArgumentException">The picture is larger than the table.</exception>
    public Tensor Middle(int height, int width)
    {
        var edge = _config.PositionsEdge;
        if (height > edge || width > edge)
            throw new ArgumentException(
                $"{width} x {height} patches are too many: this model knows places for {edge} x {edge}, which are "
                    + $"pictures of up to {16 * edge} x {16 * edge} pixels.");
        if (_middle is not null && _size == (height, width))
            return _middle;
        var table = _read().Value;
        var rows = new Tensor(new Shape(height * width, _config.Width));
        var (top, left) = ((edge - height) / 2, (edge - width) / 2);
        for (var row = 0; row < height; row++)
            table.Span.Slice(((top + row) * edge + left) * _config.Width, width * _config.Width)
                .CopyTo(rows.Rows(row * width, width).Span);
        (_size, _middle) = ((height, width), rows);
        return rows;
    }
}
