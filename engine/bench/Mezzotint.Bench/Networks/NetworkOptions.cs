namespace Mezzotint.Bench.Networks;

/// <summary>Which network is measured, and how.</summary>
/// <param name="Network">unet, vae, clip, mmdit or flux.</param>
public sealed record NetworkOptions(string Network)
{
    /// <summary>Family of the network, such as sd15; null for the network's first.</summary>
    public string? Family { get; init; }

    /// <summary>Edge of the picture in pixels, a multiple of 64; null for what the family was trained on.</summary>
    public int? Size { get; init; }

    /// <summary>Pictures in a batch: 2 is a step with guidance.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Evaluations that count, after one that packs the weights.</summary>
    public int Runs { get; init; } = 3;
}
