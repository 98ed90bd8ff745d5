namespace Mezzotint.ServerBench.Scheduling;

/// <summary>A model of a simulated day.</summary>
/// <param name="Name">Its key.</param>
/// <param name="LoadSeconds">From disk into a worker's memory.</param>
/// <param name="ImageSeconds">One image.</param>
sealed record SimulatedModel(string Name, double LoadSeconds, double ImageSeconds);
