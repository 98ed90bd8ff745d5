namespace Mezzotint.Queue;

/// <summary>What became of a job.</summary>
public enum SettleOutcome
{
    /// <summary>The lease was lost: nothing changed, so nothing is captured or released.</summary>
    LeaseLost,

    /// <summary>Final: capture.</summary>
    Completed,

    /// <summary>Final: release.</summary>
    Cancelled,

    /// <summary>Final: release.</summary>
    Discarded,

    /// <summary>It waits again.</summary>
    Requeued,

    /// <summary>It runs, and its worker is asked to stop.</summary>
    CancelAsked,

    /// <summary>It had ended before.</summary>
    AlreadyFinal,
}
