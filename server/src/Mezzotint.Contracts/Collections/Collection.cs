namespace Mezzotint.Contracts.Collections;

/// <summary>Pictures that a workspace put together.</summary>
public sealed record Collection
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>How many pictures it has.</summary>
    public required int ImageCount { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
