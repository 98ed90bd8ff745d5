namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>The sizes of SD 3's transformer: Esser et al. 2024 (arXiv:2403.03206), section 4, and its SD 3.5 forms.
/// </summary>
public sealed record MMDiTConfig : DenoiserConfig
{
    /// <summary>Width of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads of a block.</summary>
    public required int Heads { get; init; }

    /// <summary>Blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Places along an edge of the table of positions, in patches.</summary>
    public required int PositionsEdge { get; init; }

    /// <summary>Whether queries and keys are normalised: SD 3.5.</summary>
    public bool HasNormalizedHeads { get; init; }

    /// <summary>Blocks in which the picture also attends to itself alone: the first 13 of SD 3.5 Medium.</summary>
    public IReadOnlyList<int> DualBlocks { get; init; } = [];

    /// <inheritdoc/>
    public override int PatchEdge => LatentPatches.Edge;

    /// <inheritdoc/>
    public override DenoiserNetwork Build(WeightSource source) => new MMDiTModel(source, this);
}
