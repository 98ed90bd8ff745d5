namespace Mezzotint.ServerBench.Scheduling;

/// <summary>One image of a simulated day.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Workspace">Whose it is.</param>
/// <param name="EnqueuedAt">Seconds after midnight.</param>
sealed record SimulatedJob(Guid Id, SimulatedWorkspace Workspace, double EnqueuedAt);
