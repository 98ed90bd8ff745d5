namespace Mezzotint.Contracts.Plans;

/// <summary>What a plan lets a workspace do, over all of its calls and keys. A limit that is null is none.</summary>
public sealed record PlanEntitlements
{
    /// <summary>Images that are made at once; 0: one alone, on a worker that nobody else could use.</summary>
    public required int Parallel { get; init; }

    /// <summary>Images that may wait.</summary>
    public long? WaitingJobs { get; init; }

    /// <summary>Images in one request.</summary>
    public long? ImagesPerRequest { get; init; }

    /// <summary>How soon a turn comes: standard, priority, fastest or instant.</summary>
    public required string SpeedClass { get; init; }

    /// <summary>Requests for pictures a minute.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>What may be done with models of each tag.</summary>
    public required IReadOnlyList<PlanModelAccess> Models { get; init; }

    /// <summary>Which parameters may be set: basic, standard, advanced or full.</summary>
    public required string Parameters { get; init; }

    /// <summary>The longest side of a picture.</summary>
    public required int LargestSidePixels { get; init; }

    /// <summary>The largest picture.</summary>
    public required long LargestPixels { get; init; }

    /// <summary>The most sampler steps.</summary>
    public required int StepsMax { get; init; }

    /// <summary>Who sees the results: public, private or chosen (by their owner).</summary>
    public required string Visibility { get; init; }

    /// <summary>Whether results may be used commercially.</summary>
    public required bool CommercialUse { get; init; }

    /// <summary>Room for pictures.</summary>
    public long? StorageBytes { get; init; }

    /// <summary>Days that pictures are kept.</summary>
    public long? DaysKept { get; init; }

    /// <summary>LoRA trainings.</summary>
    public required IReadOnlyList<PlanTraining> Trainings { get; init; }

    /// <summary>Images in one training set.</summary>
    public required int TrainingImagesMax { get; init; }

    /// <summary>Members of a workspace.</summary>
    public long? Seats { get; init; }

    /// <summary>Whether keys work.</summary>
    public required bool ApiAccess { get; init; }

    /// <summary>How the plan's people are helped.</summary>
    public string? SupportText { get; init; }

    /// <summary>What else the plan's page lists.</summary>
    public required IReadOnlyList<string> Extras { get; init; }
}
