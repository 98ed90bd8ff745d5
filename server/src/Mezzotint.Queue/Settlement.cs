namespace Mezzotint.Queue;

/// <summary>What a transition did to a job, and what its caller needs to settle credits and tell clients.</summary>
public sealed record Settlement
{
    /// <summary>What became of the job; all but the job's id is empty after a lost lease.</summary>
    public required SettleOutcome Outcome { get; init; }

    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The generation that it is an image of.</summary>
    public Guid GenerationId { get; init; }

    /// <summary>Which image, from 0.</summary>
    public int JobIndex { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid WorkspaceId { get; init; }

    /// <summary>What is done.</summary>
    public string Operation { get; init; } = "";

    /// <summary>With which model.</summary>
    public string ModelKey { get; init; } = "";

    /// <summary>Attempts that count so far.</summary>
    public int Attempt { get; init; }

    /// <summary>How long the attempt ran that ended now.</summary>
    public long RunMs { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>The same, for people.</summary>
    public string? FailureSentence { get; init; }

    /// <summary>Whether the job's share of the hold is to be released now.</summary>
    public bool IsReleased => Outcome is SettleOutcome.Cancelled or SettleOutcome.Discarded;
}
