namespace Mezzotint.Contracts.Collections;

/// <summary>The body that makes or renames a collection.</summary>
/// <param name="Name">1 to 100 characters.</param>
public sealed record CollectionName(string Name);
