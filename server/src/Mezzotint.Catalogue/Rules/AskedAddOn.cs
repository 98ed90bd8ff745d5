namespace Mezzotint.Catalogue.Rules;

/// <summary>An add-on that a request names.</summary>
/// <param name="Kind">What it should be.</param>
/// <param name="Key">Its key, in letters of any case.</param>
/// <param name="Field">Where the request names it, for refusals: loras[0].name.</param>
public sealed record AskedAddOn(AddOnKind Kind, string Key, string Field);
