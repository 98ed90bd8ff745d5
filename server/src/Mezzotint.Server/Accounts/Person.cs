namespace Mezzotint.Server.Accounts;

/// <summary>A person as log-in sees them.</summary>
sealed record Person
{
    /// <summary>What a statement names to fill one.</summary>
    public const string Columns = """
        id, email, password_hash as PasswordHash, security_stamp as SecurityStamp,
            authenticator_key as AuthenticatorKey, is_two_factor_on as IsTwoFactorOn,
            is_email_confirmed as IsEmailConfirmed, state
        """;

    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public string? PasswordHash { get; init; }
    public required string SecurityStamp { get; init; }
    public string? AuthenticatorKey { get; init; }
    public required bool IsTwoFactorOn { get; init; }
    public required bool IsEmailConfirmed { get; init; }
    public required string State { get; init; }
}
