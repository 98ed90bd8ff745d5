using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.Paging;

namespace Mezzotint.Server.Images;

/// <summary>A picture as it is stored, with what was asked for.</summary>
sealed record ImageRow
{
    public required Guid Id { get; init; }
    public required Guid GenerationId { get; init; }
    public required byte[] Blob { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required double Seconds { get; init; }
    public required long Millicredits { get; init; }
    public required long Seed { get; init; }
    public required bool IsFavourite { get; init; }
    public required bool IsPublic { get; init; }
    public required bool IsHidden { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string Operation { get; init; }
    public required string Model { get; init; }
    public required string Request { get; init; }

    public Position Position => new(CreatedAt, Id);

    /// <summary>As its workspace sees it.</summary>
    public Image Shown() => new()
    {
        Id = Id,
        GenerationId = GenerationId,
        Url = $"/api/v1/images/{Id}/content",
        ThumbnailUrl = $"/api/v1/images/{Id}/thumbnail",
        MediaType = MediaType,
        Bytes = Bytes,
        Width = Width,
        Height = Height,
        Operation = Operation,
        Model = Model,
        Seed = Seed,
        Seconds = Seconds,
        Cost = Generations.Generations.InCredits(Millicredits),
        IsFavourite = IsFavourite,
        IsPublic = IsPublic,
        IsHidden = IsHidden,
        CreatedAt = CreatedAt,
        Recipe = JsonSerializer.Deserialize<CreateGenerationRequest>(Request, JsonSerializerOptions.Web)! with
        {
            Model = Model,
            Seed = Seed,
            Width = Width,
            Height = Height,
            Count = 1,
        },
    };
}
