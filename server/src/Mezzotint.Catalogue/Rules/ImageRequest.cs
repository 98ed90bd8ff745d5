namespace Mezzotint.Catalogue.Rules;

/// <summary>What is asked for, as far as plans and prices look at it.</summary>
public sealed record ImageRequest
{
    /// <summary>The longest side that is priced, in pixels.</summary>
    public const int MaxSidePixels = 16_384;

    /// <summary>The most steps that are priced.</summary>
    public const int MaxSteps = 10_000;

    /// <summary>The most results that are priced.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Key of the operation.</summary>
    public required string Operation { get; init; }

    /// <summary>Key of the model; null for an operation that needs none.</summary>
    public string? Model { get; init; }

    /// <summary>Width of a result, in pixels; 0 where it has none.</summary>
    public int WidthPixels { get; init => field = Check(value, 0, MaxSidePixels); }

    /// <summary>Height of a result, in pixels; 0 where it has none.</summary>
    public int HeightPixels { get; init => field = Check(value, 0, MaxSidePixels); }

    /// <summary>Sampler steps; 0 where there are none.</summary>
    public int Steps { get; init => field = Check(value, 0, MaxSteps); }

    /// <summary>Number of results.</summary>
    public int Count { get; init => field = Check(value, 1, MaxCount); } = 1;

    /// <summary>What it names besides the model.</summary>
    public IReadOnlyCollection<AskedAddOn> AddOns { get; init; } = [];

    /// <summary>The parameters that the caller set.</summary>
    public IReadOnlyCollection<Parameter> Parameters { get; init; } = [];

    /// <summary>Public or private, if the caller chose.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>Whether it came with a key and not from the studio.</summary>
    public bool IsFromApi { get; init; }

    /// <summary>Pixels of a result.</summary>
    public long Pixels => (long)WidthPixels * HeightPixels;

    static int Check(int value, int least, int most) => value >= least && value <= most ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"Give a number from {least:N0} to {most:N0}.");
}
