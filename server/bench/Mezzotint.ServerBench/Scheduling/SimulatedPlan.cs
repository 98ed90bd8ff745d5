namespace Mezzotint.ServerBench.Scheduling;

/// <summary>A plan of a simulated day.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="SpeedClass">Its speed class; higher is sooner.</param>
/// <param name="Parallel">Jobs at once; 0 is alone, on idle workers.</param>
sealed record SimulatedPlan(string Name, int SpeedClass, int Parallel);
