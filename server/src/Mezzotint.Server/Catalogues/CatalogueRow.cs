using Mezzotint.Contracts.Administration;

namespace Mezzotint.Server.Catalogues;

/// <summary>A version of the catalogue as it is stored.</summary>
sealed record CatalogueRow
{
    /// <summary>The columns that fill it.</summary>
    public const string Columns = "id, number, json, sha256, actor, created_at as CreatedAt";

    public required Guid Id { get; init; }
    public required int Number { get; init; }
    public required string Json { get; init; }
    public required string Sha256 { get; init; }
    public required string Actor { get; init; }
    public DateTime CreatedAt { get; init; }

    public CatalogueVersion ToContract() => new(Id, Number, Sha256, Actor, CreatedAt);
}
