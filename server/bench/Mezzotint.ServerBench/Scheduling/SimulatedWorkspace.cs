namespace Mezzotint.ServerBench.Scheduling;

/// <summary>A workspace of a simulated day.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Plan">What it pays for.</param>
/// <param name="Model">The model that it asks for.</param>
/// <param name="ImagesPerRequest">Images of each request.</param>
/// <param name="RequestsPerDay">How many requests it makes on average.</param>
sealed record SimulatedWorkspace(
    Guid Id, SimulatedPlan Plan, SimulatedModel Model, int ImagesPerRequest, double RequestsPerDay)
{
    /// <summary>Jobs that wait now.</summary>
    public int WaitingCount { get; set; }

    /// <summary>Whether something waited at every look within the busy hour.</summary>
    public bool IsBacklogged { get; set; } = true;

    /// <summary>Engine seconds that were given to it in the busy hour.</summary>
    public double BusyHourSeconds { get; set; }
}
