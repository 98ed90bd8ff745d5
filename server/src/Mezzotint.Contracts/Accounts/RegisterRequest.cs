namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/register.</summary>
public sealed record RegisterRequest
{
    /// <summary>An e-mail address of 3 to 254 ASCII characters.</summary>
    public required string Email { get; init; }

    /// <summary>10 to 200 characters.</summary>
    public required string Password { get; init; }

    /// <summary>What stands after the # of an invitation's link; needed where registration is by invitation.</summary>
    public string? Invitation { get; init; }
}
