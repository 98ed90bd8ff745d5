namespace Mezzotint.Server.Generations;

/// <summary>A generation as it is stored.</summary>
sealed record GenerationRow
{
    public required Guid Id { get; init; }
    public required Guid WorkspaceId { get; init; }
    public Guid? ApiKeyId { get; init; }
    public Guid? UserId { get; init; }
    public required string Operation { get; init; }
    public required string Model { get; init; }
    public required string Request { get; init; }
    public required long Seed { get; init; }
    public required int ImageCount { get; init; }
    public required string Wallet { get; init; }
    public required long ImageMillicredits { get; init; }
    public required bool IsPublic { get; init; }
    public string? IdempotencyKey { get; init; }
    public required byte[] RequestHash { get; init; }
    public string? Outcome { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>What its jobs start from: no column, since it is theirs until they are done.</summary>
    public StartingPictures Start { get; init; } = StartingPictures.None;
}
