namespace Mezzotint.Contracts.Accounts;

/// <summary>A passkey of a person.</summary>
public sealed record Passkey
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its maker keeps a copy, as phones and password managers do.</summary>
    public required bool IsBackedUp { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it last logged somebody in; null for never.</summary>
    public DateTime? LastUsedAt { get; init; }
}
