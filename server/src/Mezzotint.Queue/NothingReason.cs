namespace Mezzotint.Queue;

/// <summary>Why a worker that asked for jobs got none.</summary>
public enum NothingReason
{
    /// <summary>No job waits at all.</summary>
    QueueEmpty,

    /// <summary>Jobs wait for this worker, but their workspaces run as many as they may.</summary>
    WorkspacesAtLimit,

    /// <summary>Jobs wait, all for models that this worker cannot run.</summary>
    NoJobForModels,

    /// <summary>Jobs wait for this worker's models, all for more memory than it has.</summary>
    TooLittleMemory,

    /// <summary>Only jobs without a slot wait, which need a worker that runs nothing else.</summary>
    WorkerNotIdle,

    /// <summary>The worker runs a job without a slot, which runs alone.</summary>
    RunsAlone,

    /// <summary>Other claims hold the workspaces that it may serve: ask again at once.</summary>
    Contended,

    /// <summary>The worker is not registered, or another process took over its identity.</summary>
    NotRegistered,
}
