namespace Mezzotint.Queue;

/// <summary>How far a job is that runs.</summary>
public sealed record RunningJob
{
    /// <summary>The generation that it is an image of.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Which image of its generation, from 0.</summary>
    public required int JobIndex { get; init; }

    /// <summary>Steps done in this attempt.</summary>
    public required int Step { get; init; }

    /// <summary>Of how many; 0 where that is not known.</summary>
    public required int StepCount { get; init; }
}
