namespace Mezzotint.Queue;

/// <summary>About how many jobs are served before one that waits.</summary>
/// <param name="AheadCount">
/// The workspace's own before it, and of each other lane of its class or a faster one as many as are served meanwhile.
/// </param>
/// <param name="IsAtLeast">Whether counting stopped at its bound, so that there may be more.</param>
public sealed record QueuePosition(long AheadCount, bool IsAtLeast);
