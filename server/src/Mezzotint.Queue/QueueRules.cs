namespace Mezzotint.Queue;

/// <summary>The figures of the queue's order, the same for the database and for <see cref="Decisions"/>.</summary>
public static class QueueRules
{
    /// <summary>The fastest speed class; 0 is the slowest.</summary>
    public const int FastestClass = 7;

    /// <summary>Among how many workspaces at the front a job with a loaded model may go first.</summary>
    public const int LookAhead = 8;

    /// <summary>
    /// How often in a row a worker may pass over the first workspace of a class for a loaded model.
    /// </summary>
    public const int PassLimit = 8;

    /// <summary>How many jobs one claim may take.</summary>
    public const int MaxClaim = 16;

    /// <summary>A worker that was seen this recently is alive.</summary>
    public const int AliveSeconds = 30;

    /// <summary>Memory is counted in steps of 256 MiB, so that there are few kinds of jobs.</summary>
    public const long MemoryStepBytes = 256L << 20;
}
