using Mezzotint.Contracts.Uploads;
using Mezzotint.Server.Paging;

namespace Mezzotint.Server.Uploads;

/// <summary>An upload as it is stored.</summary>
sealed record UploadRow
{
    public required Guid Id { get; init; }
    public required byte[] Blob { get; init; }
    public required long Bytes { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UsedAt { get; init; }

    public Position Position => new(CreatedAt, Id);

    /// <summary>As the API shows it.</summary>
    public Upload Shown() => new()
    {
        Id = Id,
        Url = $"/api/v1/uploads/{Id}/content",
        Bytes = Bytes,
        Width = Width,
        Height = Height,
        CreatedAt = CreatedAt,
        ExpiresAt = UsedAt.AddHours(Uploads.HoursKept),
    };
}
