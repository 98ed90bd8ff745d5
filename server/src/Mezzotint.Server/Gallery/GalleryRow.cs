using System.Text.Json;
using Mezzotint.Contracts.Gallery;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Paging;

namespace Mezzotint.Server.Gallery;

/// <summary>A public picture as it is stored.</summary>
sealed record GalleryRow
{
    /// <summary>All that everybody may see, and nothing else.</summary>
    public const string Select = """
        select i.id, i.width, i.height, i.created_at as CreatedAt, i.seed, g.model, g.request
        from image i join generation g on g.id = i.generation_id
        where i.is_public and i.hidden_at is null
        """;

    public required Guid Id { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string Model { get; init; }
    public required long Seed { get; init; }
    public required string Request { get; init; }

    public Position Position => new(CreatedAt, Id);

    /// <summary>As everybody sees it.</summary>
    public GalleryImage Shown()
    {
        var request = JsonSerializer.Deserialize<CreateGenerationRequest>(Request, JsonSerializerOptions.Web)!;
        return new()
        {
            Id = Id,
            Url = $"/api/v1/gallery/{Id}/content",
            ThumbnailUrl = $"/api/v1/gallery/{Id}/thumbnail",
            Prompt = request.Prompt,
            NegativePrompt = request.NegativePrompt,
            Seed = Seed,
            Steps = request.Steps,
            GuidanceScale = request.GuidanceScale,
            Sampler = request.Sampler,
            Scheduler = request.Scheduler,
            Model = Model,
            Width = Width,
            Height = Height,
            CreatedAt = CreatedAt,
        };
    }
}
