using Mezzotint.Contracts.ApiKeys;

namespace Mezzotint.Server.ApiKeys;

/// <summary>A key as it is stored, without its hash.</summary>
sealed record ApiKeyRow
{
    /// <summary>What a select names to fill one.</summary>
    public const string Columns = """
        id, name, prefix, scopes, models, spend_cap_millicredits as SpendCapMillicredits, expires_at as ExpiresAt,
        last_used_at as LastUsedAt, created_by as CreatedBy, created_at as CreatedAt
        """;

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required string[] Scopes { get; init; }
    public string[]? Models { get; init; }
    public long? SpendCapMillicredits { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public DateTime? LastUsedAt { get; init; }
    public required Guid CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }

    public ApiKey ToContract(long spentMillicredits) => new()
    {
        Id = Id,
        Name = Name,
        Prefix = Prefix,
        Scopes = Scopes,
        Models = Models,
        SpendCap = SpendCapMillicredits is { } cap ? Generations.Generations.InCredits(cap) : null,
        SpentThisMonth = Generations.Generations.InCredits(spentMillicredits),
        ExpiresAt = ExpiresAt,
        LastUsedAt = LastUsedAt,
        CreatedBy = CreatedBy,
        CreatedAt = CreatedAt,
    };
}
