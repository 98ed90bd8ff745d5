namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// The sizes of a latent-diffusion UNet: Rombach et al. 2022 (arXiv:2112.10752), and its SD 2 and SDXL
/// (arXiv:2307.01952) forms.
/// </summary>
/// <remarks>A level is one resolution: level 0 is the latent's own, each next has half the height and width.</remarks>
public sealed record UNetConfig : DenoiserConfig
{
    /// <summary>Channels of the output: those of the latent.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Channels at each level, outermost first.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>Residual blocks at each level on the way down; there is one more on the way up.</summary>
    public required int ResidualBlocks { get; init; }

    /// <summary>Transformer blocks after each residual block of a level; 0 for a level without attention.</summary>
    public required IReadOnlyList<int> TransformerDepths { get; init; }

    /// <summary>Transformer blocks in the middle; 0 for a middle without attention.</summary>
    public required int MiddleDepth { get; init; }

    /// <summary>Attention heads at each level; the middle has those of the last.</summary>
    public required IReadOnlyList<int> Heads { get; init; }

    /// <summary>
    /// Whether transformers are entered and left through matrices (SD 2 and later) and not through 1x1 kernels.
    /// </summary>
    public bool HasLinearProjections { get; init; }

    /// <summary>
    /// Columns in which the guidance scale is embedded for a UNet that is told it: LCM; 0 for others.
    /// </summary>
    public int GuidanceWidth { get; init; }

    /// <summary>Groups of every group normalisation.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Width of the embedded timestep.</summary>
    public int TimeWidth => 4 * Channels[0];

    /// <summary>Number of levels.</summary>
    public int Levels => Channels.Count;

    /// <inheritdoc/>
    public override DenoiserNetwork Build(WeightSource source) => new UNetModel(source, this);
}
