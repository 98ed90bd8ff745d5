namespace Mezzotint.Contracts.Accounts;

/// <summary>A person, as they see themselves.</summary>
public sealed record Account
{
    /// <summary>The person's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>Whether they run the service.</summary>
    public required bool IsAdmin { get; init; }

    /// <summary>Whether log-in with a password asks for a code too.</summary>
    public required bool IsTwoFactorOn { get; init; }

    /// <summary>Recovery codes that are left.</summary>
    public required int RecoveryCodesLeft { get; init; }

    /// <summary>The workspace that is theirs alone.</summary>
    public required Guid PersonalWorkspaceId { get; init; }

    /// <summary>When they registered.</summary>
    public required DateTime CreatedAt { get; init; }
}
