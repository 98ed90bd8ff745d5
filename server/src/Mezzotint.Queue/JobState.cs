namespace Mezzotint.Queue;

/// <summary>Where a job stands; the table of transitions is in <see cref="Jobs"/>.</summary>
public enum JobState
{
    /// <summary>It waits for a worker.</summary>
    Available,

    /// <summary>A worker holds its lease.</summary>
    Running,

    /// <summary>Done; its result is stored.</summary>
    Completed,

    /// <summary>Somebody asked to stop it.</summary>
    Cancelled,

    /// <summary>It failed for good; the failure's sentence says why.</summary>
    Discarded,
}
