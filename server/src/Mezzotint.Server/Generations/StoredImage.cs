namespace Mezzotint.Server.Generations;

/// <summary>An image as it is stored, as far as its generation shows it.</summary>
sealed record StoredImage
{
    public required Guid GenerationId { get; init; }
    public required int Index { get; init; }
    public required Guid Id { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required double Seconds { get; init; }
}
