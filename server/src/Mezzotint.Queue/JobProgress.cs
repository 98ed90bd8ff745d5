namespace Mezzotint.Queue;

/// <summary>How far a running job is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="StepCount">Of how many; 0 where that is not known yet.</param>
public sealed record JobProgress(int Step, int StepCount);
