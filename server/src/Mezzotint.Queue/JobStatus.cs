namespace Mezzotint.Queue;

/// <summary>What a client may know of a job. Times are UTC.</summary>
public sealed record JobStatus
{
    /// <summary>The generation that it is an image of.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Which image of its generation, from 0.</summary>
    public required int JobIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>Steps done in this attempt.</summary>
    public required int Step { get; init; }

    /// <summary>Of how many; 0 where that is not known.</summary>
    public required int StepCount { get; init; }

    /// <summary>Attempts begun.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many there may be.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Whether it runs, and its worker is asked to stop.</summary>
    public required bool IsCancelAsked { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTime EnqueuedAt { get; init; }

    /// <summary>When its last attempt began.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime? FinalizedAt { get; init; }

    /// <summary>Who ran it last.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>Why its last attempt failed.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>The same, for people.</summary>
    public string? FailureSentence { get; init; }

    /// <summary>The same, for programs, of the last attempt that a worker gave up; null where it did not say.</summary>
    public string? FailureCode { get; init; }
}
