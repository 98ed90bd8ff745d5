namespace Mezzotint.Cli.Shelf;

/// <summary>A model or add-on as <c>models list</c> shows it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Its file or folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Family">Its family, or null where it cannot be told.</param>
/// <param name="SizeBytes">Bytes of its weights.</param>
sealed record ListedModel(string Name, string Path, string Kind, string? Family, long SizeBytes)
{
    /// <summary>Why it cannot be used, or null.</summary>
    public string? Problem { get; init; }
}
