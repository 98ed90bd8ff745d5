namespace Mezzotint.Contracts.Images;

/// <summary>Several pictures, by their ids.</summary>
/// <param name="Ids">At least one; the route says how many at most. One that is named twice counts once.</param>
public sealed record ImageIds(IReadOnlyList<Guid> Ids);
