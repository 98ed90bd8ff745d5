namespace Mezzotint.Queue.Claiming;

/// <summary>A lane that may give a job, as it stood when it was read.</summary>
sealed record OpenLane
{
    public required int BandId { get; init; }

    public required string ModelKey { get; init; }

    public required int SpeedClass { get; init; }

    public required bool IsSlotted { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required long Served { get; init; }

    public required long Head { get; init; }

    /// <summary>Jobs that wait in it.</summary>
    public required int WaitingCount { get; init; }

    /// <summary>How many more jobs the workspace may run.</summary>
    public required int SlotCount { get; init; }
}
