namespace Mezzotint.Queue;

/// <summary>What a workspace has in the queue.</summary>
/// <param name="WaitingCount">Jobs that wait.</param>
/// <param name="RunningCount">Jobs that run.</param>
/// <param name="ParallelLimit">How many may.</param>
public sealed record WorkspaceLoad(long WaitingCount, int RunningCount, int ParallelLimit);
