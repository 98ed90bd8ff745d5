namespace Mezzotint.ServerBench.Scheduling;

/// <summary>A worker of a simulated day: it holds two models, and puts the one out that was used longest ago.</summary>
/// <param name="Id">Its id.</param>
sealed record SimulatedWorker(Guid Id)
{
    const int ModelsHeld = 2;

    readonly List<string> _loaded = [];

    /// <summary>The models in memory, the one used last at the end.</summary>
    public IReadOnlyList<string> Loaded => _loaded;

    /// <summary>Uses a model; true where it had to be loaded.</summary>
    public bool Use(string model)
    {
        var isLoad = !_loaded.Remove(model);
        _loaded.Add(model);
        if (_loaded.Count > ModelsHeld)
            _loaded.RemoveAt(0);
        return isLoad;
    }
}
