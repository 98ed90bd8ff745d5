namespace Mezzotint.Contracts.Jobs;

/// <summary>A ControlNet of a job.</summary>
public sealed record JobControl
{
    /// <summary>Its name, which stands among the job's add-ons.</summary>
    public required string Model { get; init; }

    /// <summary>The file that it sees, by its SHA-256 in hexadecimal.</summary>
    public required string Image { get; init; }

    /// <summary>canny, scribble, tile or none.</summary>
    public required string Preprocess { get; init; }

    /// <summary>How strongly it guides.</summary>
    public required double Strength { get; init; }

    /// <summary>The share of the steps after which it begins.</summary>
    public required double Start { get; init; }

    /// <summary>The share of the steps up to which it guides.</summary>
    public required double End { get; init; }
}
