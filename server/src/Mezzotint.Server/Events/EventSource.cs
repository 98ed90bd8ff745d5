namespace Mezzotint.Server.Events;

/// <summary>Whose events: a whole workspace's, or one generation's of it.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="GenerationId">The generation, which is the workspace's; null for all.</param>
readonly record struct EventSource(Guid WorkspaceId, Guid? GenerationId);
