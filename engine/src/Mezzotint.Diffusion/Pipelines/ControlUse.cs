namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A ControlNet, the picture that it sees, and how strongly it guides.</summary>
/// <param name="Path">Its file or diffusers folder, or the name of a file in the folder of ControlNets.</param>
/// <param name="Picture">What it sees, of the size that is painted: edges, strokes, a pose, whatever it was trained
/// on.</param>
public sealed record ControlUse(string Path, Picture Picture)
{
    /// <summary>Factor of all that it adds, 0 to 2.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The share of the steps after which it begins to guide, 0 to 1.</summary>
    public double Start { get; init; }

    /// <summary>The share of the steps up to which it guides, 0 to 1.</summary>
    public double End { get; init; } = 1;
}
