namespace Mezzotint.Queue;

/// <summary>What a heartbeat did.</summary>
/// <param name="Result">What the worker learns.</param>
/// <param name="WorkspaceId">Whose job it is; empty where the lease is lost.</param>
/// <param name="GenerationId">Which generation's; empty where the lease is lost.</param>
public sealed record Renewal(HeartbeatResult Result, Guid WorkspaceId, Guid GenerationId);
