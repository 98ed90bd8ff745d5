namespace Mezzotint.ServerBench.Scheduling;

/// <summary>One day of a large installation, event by event; the same requests for every dispatcher.</summary>
/// <remarks>
/// 200 workers, 2,000 workspaces on five plans, 8 models of 4 to 15 seconds an image and 5 to 40 seconds to load, of
/// which a worker holds two. Requests come at random (Poisson), by day three times as often as by night; what a
/// workspace asks for is lognormal, within what its plan can do. At nine in the morning 60 workspaces ask for many
/// images at once. Altogether it is 62 % of what the workers can do if they load nothing; with loads, by day more comes
/// than is done, and by night it is worked off.
/// </remarks>
sealed class SimulatedDay
{
    public const int Workers = 200;
    public const int Workspaces = 2000;
    public const int Models = 8;

    const double Load = 0.5;
    const double BulkLoad = 0.12;
    const int BulkWorkspaces = 60;
    const double BulkAt = 9 * 3600;
    const double Day = 86400;
    const double BusyHourStart = 15 * 3600, BusyHourEnd = 16 * 3600;
    const double LookSeconds = 60;

    static readonly SimulatedPlan[] Plans =
    [
        new("free: standard, parallel 0", 0, 0), new("standard", 0, 1), new("priority", 1, 2), new("fastest", 2, 4),
        new("instant", 3, 8),
    ];

    static readonly double[] PlanShares = [0.4, 0.3, 0.15, 0.1, 0.05];

    readonly IDispatcher _dispatcher;
    readonly Random _random = new(1);
    readonly PriorityQueue<Action, double> _events = new();
    readonly List<SimulatedWorkspace> _workspaces;
    readonly List<SimulatedWorker> _idle;
    readonly Dictionary<string, List<double>> _waits = Plans.ToDictionary(plan => plan.Name, _ => new List<double>());
    long _next;
    int _loads;
    double _now;

    public SimulatedDay(IDispatcher dispatcher)
    {
        _dispatcher = dispatcher;
        _idle = [.. Enumerable.Range(0, Workers).Select(_ => new SimulatedWorker(NewId()))];
        _workspaces = [.. MakeWorkspaces()];
    }

    public static IReadOnlyList<string> ModelNames { get; } =
        [.. Enumerable.Range(0, Models).Select(i => ModelOf(i).Name)];

    /// <summary>Runs from midnight until the last job is done.</summary>
    public DayReport Run()
    {
        foreach (var workspace in _workspaces)
            ArriveLater(workspace, 0);
        foreach (var workspace in _workspaces.Where(one => one.Plan.Parallel > 0).Take(BulkWorkspaces))
        {
            var images = (int)(BulkLoad * Workers * Day / BulkWorkspaces / workspace.Model.ImageSeconds);
            _events.Enqueue(() => Ask(workspace, images), BulkAt);
        }
        for (var at = BusyHourStart; at <= BusyHourEnd; at += LookSeconds)
            _events.Enqueue(Look, at);
        while (_events.TryDequeue(out var happen, out _now))
            happen();
        var backlogged = _workspaces.Where(workspace => workspace is { IsBacklogged: true, Plan.Parallel: > 0 })
            .GroupBy(workspace => workspace.Plan)
            .ToDictionary(group => group.Key.Name, group => group.Select(one => one.BusyHourSeconds).ToList());
        return new DayReport(
            [.. Plans.Select(plan => new ClassReport(
                plan.Name, _waits[plan.Name], backlogged.GetValueOrDefault(plan.Name, [])))],
            _waits.Values.Sum(waits => waits.Count), _loads);
    }

    static SimulatedModel ModelOf(int i) => new($"model-{i}", 5 + 5 * i, 4 + 11.0 * i / (Models - 1));

    /// <summary>Each asks for a lognormal share of what its plan can do, at most for half of that.</summary>
    IEnumerable<SimulatedWorkspace> MakeWorkspaces()
    {
        var plans = Enumerable.Range(0, Workspaces).Select(_ => PlanOf(_random.NextDouble())).ToArray();
        var slots = plans.Select(plan => plan.Parallel > 0 ? plan.Parallel : 0.2).ToArray();
        var usual = Load * Workers / slots.Sum() / Math.Exp(0.5);
        for (var i = 0; i < Workspaces; i++)
        {
            var images = _random.Next(1, 5);
            var model = ModelOf((int)(Models * _random.NextDouble() * _random.NextDouble()));
            var engineSeconds = Day * slots[i] * Math.Min(0.5, usual * Math.Exp(Normal()));
            yield return new SimulatedWorkspace(
                NewId(), plans[i], model, images, engineSeconds / images / model.ImageSeconds);
        }
    }

    /// <summary>Box and Muller's normal number.</summary>
    double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    static SimulatedPlan PlanOf(double share)
    {
        var i = 0;
        while (share >= PlanShares[i] && i < PlanShares.Length - 1)
            share -= PlanShares[i++];
        return Plans[i];
    }

    /// <summary>Requests at the highest rate of the day, of which those too many for the hour are left out.</summary>
    void ArriveLater(SimulatedWorkspace workspace, double from)
    {
        var at = from;
        do
        {
            at -= Math.Log(1 - _random.NextDouble()) * Day / (workspace.RequestsPerDay * 1.5);
            if (at >= Day)
                return;
        }
        while (_random.NextDouble() > (1 - 0.5 * Math.Cos(2 * Math.PI * at / Day)) / 1.5);
        _events.Enqueue(() => Arrive(workspace), at);
    }

    void Arrive(SimulatedWorkspace workspace)
    {
        ArriveLater(workspace, _now);
        Ask(workspace, workspace.ImagesPerRequest);
    }

    void Ask(SimulatedWorkspace workspace, int images)
    {
        workspace.WaitingCount += images;
        _dispatcher.Enqueue(
            workspace, [.. Enumerable.Range(0, images).Select(_ => new SimulatedJob(NewId(), workspace, _now))]);
        for (var asked = 0; asked < images && _idle.Count > 0; asked++)
        {
            var place = _random.Next(_idle.Count); // all wait for work at once, any of them may be the first
            if (!TryStart(_idle[place]))
                return;
            _idle.RemoveAt(place);
        }
    }

    bool TryStart(SimulatedWorker worker)
    {
        if (_dispatcher.Claim(worker) is not { } job)
            return false;
        var (workspace, model) = (job.Workspace, job.Workspace.Model);
        workspace.WaitingCount--;
        _waits[workspace.Plan.Name].Add(_now - job.EnqueuedAt);
        if (_now is >= BusyHourStart and < BusyHourEnd)
            workspace.BusyHourSeconds += model.ImageSeconds;
        var isLoad = worker.Use(model.Name);
        _loads += isLoad ? 1 : 0;
        _events.Enqueue(() =>
        {
            _dispatcher.Complete(job);
            if (!TryStart(worker))
                _idle.Add(worker);
        }, _now + model.ImageSeconds + (isLoad ? model.LoadSeconds : 0));
        return true;
    }

    void Look()
    {
        foreach (var workspace in _workspaces)
            workspace.IsBacklogged &= workspace.WaitingCount > 0;
    }

    Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, ++_next);
        return new Guid(bytes);
    }
}
