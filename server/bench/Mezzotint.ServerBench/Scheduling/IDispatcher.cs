namespace Mezzotint.ServerBench.Scheduling;

/// <summary>Decides who is next: the queue's own rules, or what they are compared with.</summary>
interface IDispatcher
{
    /// <summary>Adds a generation's jobs.</summary>
    void Enqueue(SimulatedWorkspace workspace, IReadOnlyList<SimulatedJob> jobs);

    /// <summary>The job that an idle worker gets; null where there is none for it.</summary>
    SimulatedJob? Claim(SimulatedWorker worker);

    /// <summary>A job is done.</summary>
    void Complete(SimulatedJob job);
}
