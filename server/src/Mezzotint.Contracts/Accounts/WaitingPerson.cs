namespace Mezzotint.Contracts.Accounts;

/// <summary>Somebody who registered and waits for an admin's word.</summary>
public sealed record WaitingPerson
{
    /// <summary>Their id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>Whether they opened the link that was sent there.</summary>
    public required bool IsEmailConfirmed { get; init; }

    /// <summary>When they registered.</summary>
    public required DateTime CreatedAt { get; init; }
}
