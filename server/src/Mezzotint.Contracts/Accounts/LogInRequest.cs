namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/log-in.</summary>
public sealed record LogInRequest
{
    /// <summary>The person's address.</summary>
    public required string Email { get; init; }

    /// <summary>Their password.</summary>
    public required string Password { get; init; }

    /// <summary>The authenticator's six digits, where two-factor log-in is on; each works once.</summary>
    public string? Code { get; init; }

    /// <summary>One of the recovery codes in place of <see cref="Code"/>; it is used up.</summary>
    public string? RecoveryCode { get; init; }
}
