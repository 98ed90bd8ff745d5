namespace Mezzotint.Queue;

/// <summary>Why an attempt failed, which decides whether there is another.</summary>
public enum FailureKind
{
    /// <summary>Another attempt may succeed.</summary>
    Retryable,

    /// <summary>No attempt can succeed.</summary>
    Permanent,

    /// <summary>Tried again only where it can fit: with a smaller tile, or on a worker with more memory.</summary>
    OutOfMemory,

    /// <summary>The lease ran out. A job whose workers keep dying ends with this.</summary>
    WorkerLost,

    /// <summary>It ran longer than its limit.</summary>
    TimeLimit,
}
