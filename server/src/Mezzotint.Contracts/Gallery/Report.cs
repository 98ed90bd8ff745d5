namespace Mezzotint.Contracts.Gallery;

/// <summary>What somebody says against a picture in the gallery, for the operator.</summary>
public sealed record Report
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The picture.</summary>
    public required Guid ImageId { get; init; }

    /// <summary>The workspace that made the picture.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Where the picture is seen while it is public and not hidden.</summary>
    public required string ImageUrl { get; init; }

    /// <summary>What its maker asked for.</summary>
    public required string Prompt { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }

    /// <summary>Who says so.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
