namespace Mezzotint.Queue;

/// <summary>The jobs of one generation, in order; a job's index is its place here.</summary>
public sealed record JobBatch
{
    /// <summary>The generation.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>
    /// How many jobs the workspace may run at once, over all its calls. 0: no slot; its jobs run one at a time, each
    /// alone on a worker for which no job of a workspace with slots waits.
    /// </summary>
    public required int ParallelLimit { get; init; }

    /// <summary>0, the slowest, to <see cref="QueueRules.FastestClass"/>.</summary>
    public required int SpeedClass { get; init; }

    /// <summary>The model that a worker must be able to run.</summary>
    public required string ModelKey { get; init; }

    /// <summary>What is done: text-to-image...</summary>
    public required string Operation { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<NewJob> Jobs { get; init; }

    /// <summary>Memory that a worker must have; rounded up to <see cref="QueueRules.MemoryStepBytes"/>.</summary>
    public long MinimumMemoryBytes { get; init; }

    /// <summary>How long one of them is expected to run, for estimates only.</summary>
    public long CostHintMs { get; init; }

    /// <summary>How often a job is tried at most.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long one attempt may run.</summary>
    public int TimeLimitSeconds { get; init; } = 300;
}
