using Mezzotint.Contracts.Collections;
using Mezzotint.Server.Paging;

namespace Mezzotint.Server.Collections;

/// <summary>A collection as it is stored.</summary>
sealed record CollectionRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required int ImageCount { get; init; }
    public required DateTime CreatedAt { get; init; }

    public Position Position => new(CreatedAt, Id);

    /// <summary>As the API shows it.</summary>
    public Collection Shown() => new() { Id = Id, Name = Name, ImageCount = ImageCount, CreatedAt = CreatedAt };
}
