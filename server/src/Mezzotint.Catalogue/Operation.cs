using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Something that can be done.</summary>
public sealed record Operation
{
    /// <summary>Its name in the catalogue and in the API.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>What workers do for it.</summary>
    public Work Work { get; init; } = Work.Paint;

    /// <summary>Seconds that one job may run before it is failed, uncharged.</summary>
    [Whole(1, 86_400)]
    public int RunSecondsMax { get; init; } = 300;

    /// <summary>Retries of a job that failed.</summary>
    [Whole(0, 10)]
    public int RetriesMax { get; init; } = 2;

    /// <summary>Whether it can be asked for now.</summary>
    public bool Available { get; init; } = true;

    /// <summary>Why it cannot; stands where it is not available.</summary>
    [Text(1, 300)]
    public string? Reason { get; init; }
}
