namespace Mezzotint.ServerBench.Scheduling;

/// <summary>What came of a simulated day.</summary>
/// <param name="Classes">By plan.</param>
/// <param name="Jobs">Images made.</param>
/// <param name="Loads">Checkpoints loaded.</param>
sealed record DayReport(IReadOnlyList<ClassReport> Classes, int Jobs, int Loads);
