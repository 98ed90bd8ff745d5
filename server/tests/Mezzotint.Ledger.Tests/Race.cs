using System.Collections.Concurrent;

namespace Mezzotint.Ledger.Tests;

/// <summary>Random operations by many threads, and what their results say that they did.</summary>
sealed class Race(Books books, Guid[] workspaces)
{
    readonly ConcurrentDictionary<Guid, Hold> _holds = [];
    readonly ConcurrentDictionary<(Guid Hold, int Image), bool> _isCaptured = [];
    long _left;

    public int ImageCount => _holds.Values.Sum(hold => hold.ImageCount);

    public int EndedCount => _isCaptured.Count;

    public long CapturedMillicredits =>
        _isCaptured.Where(end => end.Value).Sum(end => _holds[end.Key.Hold].ImageMillicredits);

    /// <summary>What was granted, less what was captured and adjusted away.</summary>
    public long LeftMillicredits => _left;

    public async Task RunAsync(int seed, int steps)
    {
        var random = new Random(seed);
        for (var step = 0; step < steps; step++)
            await StepAsync(random, workspaces[random.Next(workspaces.Length)]);
    }

    public async Task EndAllAsync()
    {
        foreach (var hold in _holds.Values)
            await ReleaseAsync(hold, null);
        while ((await books.ExpireAsync()).Grants > 0)
        {
        }
    }

    Task StepAsync(Random random, Guid workspace)
    {
        var hold = _holds.Values.ElementAtOrDefault(random.Next(_holds.Count + 1));
        return random.Next(12) switch
        {
            < 3 => GrantAsync(random, workspace),
            < 6 => HoldAsync(random, workspace),
            < 9 when hold is not null => CaptureAsync(hold, random.Next(hold.ImageCount)),
            9 when hold is not null => ReleaseAsync(hold, random.Next(hold.ImageCount)),
            10 => AdjustAsync(workspace, -random.Next(1, 100)),
            11 => books.ExpireAsync(),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Small grants, so that images span several, and a third of them expires within a second.</summary>
    async Task GrantAsync(Random random, Guid workspace)
    {
        var amount = random.Next(1, 300);
        var days = random.Next(3) == 0 ? random.NextDouble() / 86400 : random.Next(1, 9);
        Assert.Equal(GrantResult.Granted, await books.GrantAsync(Books.Grant(workspace, amount, Books.InDays(days))));
        Interlocked.Add(ref _left, amount);
    }

    async Task HoldAsync(Random random, Guid workspace)
    {
        var hold = Books.Hold(workspace, random.Next(40, 120), random.Next(1, 5));
        if (await books.HoldAsync(hold) is HoldResult.Held)
            Assert.True(_holds.TryAdd(hold.Id, hold));
    }

    async Task CaptureAsync(Hold hold, int image)
    {
        if (await books.CaptureAsync(hold.Id, image) != CaptureResult.Captured)
            return;
        Assert.True(_isCaptured.TryAdd((hold.Id, image), true));
        Interlocked.Add(ref _left, -hold.ImageMillicredits);
    }

    async Task ReleaseAsync(Hold hold, int? image)
    {
        if (await books.ReleaseAsync(hold.Id, image) is not ReleaseResult.Released released)
            return;
        var images = image is { } one ? [one] : Enumerable.Range(0, hold.ImageCount);
        Assert.Equal(released.Images, images.Count(index => _isCaptured.TryAdd((hold.Id, index), false)));
    }

    async Task AdjustAsync(Guid workspace, long amount)
    {
        if (await books.AdjustAsync(Books.Adjustment(workspace, amount)) is AdjustResult.Adjusted)
            Interlocked.Add(ref _left, amount);
    }
}
