namespace Mezzotint.Contracts.Administration;

/// <summary>A version of the catalogue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Counted from 1; the highest holds.</param>
/// <param name="Sha256">SHA-256 of its text in UTF-8, 64 hexadecimal digits; in quotes it is the ETag.</param>
/// <param name="Actor">Who stored it: user: or key: and an id, preset: and a name, or operator for the command line.
/// </param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record CatalogueVersion(Guid Id, int Number, string Sha256, string Actor, DateTime CreatedAt);
