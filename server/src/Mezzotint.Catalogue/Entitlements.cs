using Mezzotint.Catalogue.Reading;
using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue;

/// <summary>What a plan lets a workspace do, over all of its people, calls and keys together.</summary>
public sealed record Entitlements
{
    /// <summary>Images that are made at once; 0 runs one alone, when no plan with slots could use the worker.</summary>
    [Whole(0, 10_000)]
    public required int Parallel { get; init; }

    /// <summary>Images that may wait.</summary>
    [Limit(1, 1_000_000)]
    public required Limit WaitingJobs { get; init; }

    /// <summary>Images in one request.</summary>
    [Limit(1, 10_000)]
    public required Limit ImagesPerRequest { get; init; }

    /// <summary>How soon a turn comes.</summary>
    public SpeedClass SpeedClass { get; init; } = SpeedClass.Standard;

    /// <summary>Requests a minute.</summary>
    [Limit(1, 1_000_000)]
    public Limit RequestsPerMinute { get; init; } = new(60);

    /// <summary>What may be done with models of each tag; every tag of the catalogue stands here once.</summary>
    [Items(1, 64)]
    public required IReadOnlyList<ModelAccess> Models { get; init; }

    /// <summary>Which parameters may be set.</summary>
    public ParameterTier Parameters { get; init; } = ParameterTier.Full;

    /// <summary>The longest side of a picture, in pixels.</summary>
    [Whole(64, ImageRequest.MaxSidePixels)]
    public int LargestSidePixels { get; init; } = 2048;

    /// <summary>The largest picture, in pixels.</summary>
    [Whole(4096, (long)ImageRequest.MaxSidePixels * ImageRequest.MaxSidePixels)]
    public long LargestPixels { get; init; } = 2048 * 2048;

    /// <summary>The most sampler steps.</summary>
    [Whole(1, ImageRequest.MaxSteps)]
    public int StepsMax { get; init; } = 150;

    /// <summary>Who sees the results: everybody, their owner, or as the owner chooses.</summary>
    public Visibility Visibility { get; init; } = Visibility.Private;

    /// <summary>Whether results may be used commercially.</summary>
    public bool CommercialUse { get; init; } = true;

    /// <summary>Room for pictures, in bytes.</summary>
    [Limit(0, 1L << 50)]
    public Limit StorageBytes { get; init; } = Limit.Unlimited;

    /// <summary>Days that pictures are kept.</summary>
    [Limit(1, 36_500)]
    public Limit DaysKept { get; init; } = Limit.Unlimited;

    /// <summary>LoRA trainings, one entry for a way to pay; a training spends these, never credits.</summary>
    [Items(0, 9)]
    public IReadOnlyList<TrainingAllowance> Trainings { get; init; } = [];

    /// <summary>Images in one training set.</summary>
    [Whole(0, 10_000)]
    public int TrainingImagesMax { get; init; }

    /// <summary>Members of a workspace.</summary>
    [Limit(1, 1_000_000)]
    public Limit Seats { get; init; } = new(1);

    /// <summary>Whether keys work.</summary>
    public bool ApiAccess { get; init; } = true;

    /// <summary>How the plan's people are helped, as pages say it.</summary>
    [Text(1, 200)]
    public string? SupportText { get; init; }

    /// <summary>What else the plan's page lists.</summary>
    [Items(0, 32), Text(1, 120)]
    public IReadOnlyList<string> Extras { get; init; } = [];
}
