namespace Mezzotint.Queue;

/// <summary>What waits in a speed class.</summary>
/// <param name="SpeedClass">0, the slowest, to <see cref="QueueRules.FastestClass"/>.</param>
/// <param name="WaitingCount">How many jobs.</param>
/// <param name="WorkspaceCount">Of how many workspaces.</param>
/// <param name="OldestSeconds">How long the one waits that waits longest.</param>
public sealed record ClassBacklog(int SpeedClass, long WaitingCount, long WorkspaceCount, double OldestSeconds);
