namespace Mezzotint.Contracts.Accounts;

/// <summary>A log-in on one device.</summary>
public sealed record Session
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it is the one that asks.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>The network address where it was seen last.</summary>
    public required string Address { get; init; }

    /// <summary>The browser's description of itself, cut after 300 characters.</summary>
    public required string Device { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was seen last, to the minute.</summary>
    public required DateTime SeenAt { get; init; }
}
