namespace Mezzotint.Contracts.Generations;

/// <summary>A ControlNet that guides, and the picture that it sees.</summary>
public sealed record RequestedControl
{
    /// <summary>The ControlNet's key among the add-ons.</summary>
    public required string Model { get; init; }

    /// <summary>The picture: the id of an upload or of one of the workspace's images. It is scaled to the size that is
    /// made.</summary>
    public required Guid Image { get; init; }

    /// <summary>What is made of the picture first: canny (edges), scribble (strokes), tile (without details), or none
    /// where it is an edge map, a pose, a depth map already.</summary>
    public string Preprocess { get; init; } = "none";

    /// <summary>How strongly it guides, 0 to 2; 1 is as trained.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The share of the steps after which it begins, 0 to 1.</summary>
    public double Start { get; init; }

    /// <summary>The share of the steps up to which it guides, 0 to 1.</summary>
    public double End { get; init; } = 1;
}
