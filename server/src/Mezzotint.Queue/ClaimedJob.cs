namespace Mezzotint.Queue;

/// <summary>A job that a worker got, with the lease that its writes must name.</summary>
public sealed record ClaimedJob
{
    /// <summary>The right to it.</summary>
    public Lease Lease => new(JobId, LeaseToken);

    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The lease's token.</summary>
    public required Guid LeaseToken { get; init; }

    /// <summary>The generation that it is an image of.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>Which image, from 0.</summary>
    public required int JobIndex { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>What is done.</summary>
    public required string Operation { get; init; }

    /// <summary>With which model.</summary>
    public required string ModelKey { get; init; }

    /// <summary>What the worker is told, JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>The number of this attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How long it may run.</summary>
    public required int TimeLimitSeconds { get; init; }
}
