namespace Mezzotint.Diffusion.Families;

/// <summary>
/// Guidance away from what the network says without some of its blocks: Stability-AI/sd3.5, <c>sd3_impls.py</c>,
/// SkipLayerCFGDenoiser.
/// </summary>
/// <param name="Scale">Weight of the difference.</param>
/// <param name="Start">Share of the steps after which it begins.</param>
/// <param name="End">Share of the steps at which it ends.</param>
/// <param name="Blocks">The blocks left out.</param>
public sealed record SkipLayerGuidance(double Scale, double Start, double End, IReadOnlyList<int> Blocks);
