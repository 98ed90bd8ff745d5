namespace Mezzotint.Contracts.Generations;

/// <summary>A picture that a generation can start from, or its mask.</summary>
public sealed record StartPicture
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>upload or image: what the workspace sent in, or what it made.</summary>
    public required string Kind { get; init; }

    /// <summary>Where its owner gets the file.</summary>
    public required string Url { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }
}
