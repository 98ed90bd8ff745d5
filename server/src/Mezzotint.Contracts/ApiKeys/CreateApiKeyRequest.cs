namespace Mezzotint.Contracts.ApiKeys;

/// <summary>The body of POST /api/v1/api-keys.</summary>
public sealed record CreateApiKeyRequest
{
    /// <summary>What its owner calls it, 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At least one of generate, read, manage, worker and admin; none that its maker has not.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends, in the future; never without it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The most that it spends in a month (UTC), in credits with at most three decimals, from 0.</summary>
    public decimal? SpendCap { get; init; }

    /// <summary>Keys of the models that it may use, 1 to 100; all of the plan without it.</summary>
    public IReadOnlyList<string>? Models { get; init; }
}
