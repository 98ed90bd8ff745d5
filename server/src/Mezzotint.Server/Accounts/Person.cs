namespace Mezzotint.Server.Accounts;

/// <summary>A person as log-in sees them.</summary>
sealed record Person
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string PasswordHash { get; init; }
    public required string SecurityStamp { get; init; }
    public string? AuthenticatorKey { get; init; }
    public required bool IsTwoFactorOn { get; init; }
    public required bool IsEmailConfirmed { get; init; }
    public required string State { get; init; }
}
