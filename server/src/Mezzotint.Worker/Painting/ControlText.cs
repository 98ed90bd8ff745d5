namespace Mezzotint.Worker.Painting;

/// <summary>What a recipe says of a ControlNet.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Hash">The first digits of its file's SHA-256.</param>
public sealed record ControlText(string Model, string Hash)
{
    /// <summary>The preprocessor, in small letters.</summary>
    public required string Module { get; init; }

    /// <summary>How strongly it guides.</summary>
    public required double Strength { get; init; }

    /// <summary>The share of the steps after which it begins.</summary>
    public required double Start { get; init; }

    /// <summary>The share of the steps at which it ends.</summary>
    public required double End { get; init; }

    /// <summary>The first digits of the SHA-256 of the file that it saw.</summary>
    public required string ImageHash { get; init; }
}
