namespace Mezzotint.Queue;

/// <summary>What a worker learns when it renews a lease.</summary>
public enum HeartbeatResult
{
    /// <summary>Go on.</summary>
    Renewed,

    /// <summary>Renewed, but somebody asked to cancel the job: stop, and hand the lease back.</summary>
    CancelAsked,

    /// <summary>The lease is lost: stop, and drop what there is.</summary>
    LeaseLost,
}
