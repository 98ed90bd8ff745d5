namespace Mezzotint.Cli.Shelf;

/// <summary>A model as <c>models list</c> shows it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Its file or folder.</param>
/// <param name="Family">Its family, or null where it cannot be told.</param>
/// <param name="SizeBytes">Bytes of its weights.</param>
/// <param name="Problem">Why it cannot be used, or null.</param>
sealed record ListedModel(string Name, string Path, string? Family, long SizeBytes, string? Problem);
