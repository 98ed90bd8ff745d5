namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>The sizes of FLUX.1's transformer: black-forest-labs/flux, <c>model.py</c>, FluxParams.</summary>
public sealed record FluxConfig : DenoiserConfig
{
    /// <summary>Width of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads of a block.</summary>
    public required int Heads { get; init; }

    /// <summary>Blocks in which text and picture have weights of their own.</summary>
    public required int DoubleBlocks { get; init; }

    /// <summary>Blocks behind them, in which text and picture are one sequence.</summary>
    public required int SingleBlocks { get; init; }

    /// <summary>Columns of a head that each coordinate of a place turns: index, row, column.</summary>
    public required IReadOnlyList<int> AxisWidths { get; init; }

    /// <summary>Whether the network is told the guidance scale, and needs no second branch: FLUX.1 dev.</summary>
    public bool HasGuidance { get; init; }

    /// <summary>The longest wavelength of places, over 2 pi.</summary>
    public double Theta { get; init; } = 10_000;

    /// <summary>The axes of a head as all published models divide it: an eighth, then twice seven sixteenths.</summary>
    /// <param name="headWidth">Columns of a head: 128.</param>
    public static IReadOnlyList<int> AxesOf(int headWidth)
    {
        var index = headWidth / 16 * 2;
        var row = (headWidth - index) / 4 * 2;
        return [index, row, headWidth - index - row];
    }

    /// <inheritdoc/>
    public override int PatchEdge => LatentPatches.Edge;

    /// <inheritdoc/>
    public override DenoiserNetwork Build(WeightSource source) => new FluxModel(source, this);
}
