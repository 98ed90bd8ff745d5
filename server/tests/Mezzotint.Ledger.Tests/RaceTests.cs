using System.Collections.Concurrent;

namespace Mezzotint.Ledger.Tests;

public sealed class RaceTests
{
    const int Threads = 8;
    const int Steps = 150;

    /// <summary>
    /// Small grants, so that images span several, and some that expire within the run. Every step reports what it did,
    /// and at the end the wallets must hold exactly what the reports leave.
    /// </summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public async Task Many_threads_leave_exactly_what_their_results_say(int seed, int workspaces)
    {
        await using var books = await Books.OpenAsync();
        var made = Enumerable.Range(0, workspaces).Select(_ => Books.NewId()).ToArray();
        var left = new ConcurrentDictionary<Guid, long>();
        var holds = new ConcurrentDictionary<Guid, Hold>();
        var ends = new ConcurrentDictionary<(Guid, int), string>();

        await Task.WhenAll(from thread in Enumerable.Range(0, Threads) select Task.Run(() => RunAsync(thread)));
        foreach (var hold in holds.Values)
            await EndAsync(hold, null);
        while ((await books.ExpireAsync()).Grants > 0)
        {
        }

        await books.AssertCleanAsync();
        var system = (await books.AuditAsync()).SystemMillicredits;
        Assert.Equal(holds.Values.Sum(hold => hold.ImageCount), ends.Count);
        Assert.Equal(
            ends.Where(end => end.Value == "captured").Sum(end => holds[end.Key.Item1].ImageMillicredits),
            system["spent"]);
        Assert.NotEqual(0, system["expired"]);
        var remaining = 0L;
        foreach (var workspace in made)
        {
            var (available, held) = await books.BalanceAsync(workspace);
            Assert.Equal(0, held);
            remaining += available;
        }
        Assert.Equal(left.Values.Sum() - system["expired"], remaining);

        async Task RunAsync(int thread)
        {
            var random = new Random(seed * 1000 + thread);
            for (var step = 0; step < Steps; step++)
                await StepAsync(random, made[random.Next(made.Length)]);
        }

        async Task StepAsync(Random random, Guid workspace)
        {
            switch (random.Next(12))
            {
                case < 3:
                    var amount = random.Next(1, 300);
                    var days = random.Next(3) == 0 ? random.NextDouble() / 86400 : random.Next(1, 9);
                    Assert.Equal(GrantResult.Granted,
                        await books.GrantAsync(Books.Grant(workspace, amount, Books.InDays(days))));
                    Add(workspace, amount);
                    break;
                case < 6:
                    var hold = Books.Hold(workspace, random.Next(40, 120), random.Next(1, 5));
                    if (await books.HoldAsync(hold) is HoldResult.Held)
                        holds.TryAdd(hold.Id, hold);
                    break;
                case < 9 when holds.Values.ElementAtOrDefault(random.Next(holds.Count + 1)) is { } some:
                    var image = random.Next(some.ImageCount);
                    if (await books.CaptureAsync(some.Id, image) == CaptureResult.Captured)
                    {
                        Assert.True(ends.TryAdd((some.Id, image), "captured"));
                        Add(some.WorkspaceId, -some.ImageMillicredits);
                    }
                    break;
                case 9 when holds.Values.ElementAtOrDefault(random.Next(holds.Count + 1)) is { } some:
                    await EndAsync(some, random.Next(some.ImageCount));
                    break;
                case 10:
                    var taken = random.Next(1, 100);
                    if (await books.AdjustAsync(Books.Adjustment(workspace, -taken)) is AdjustResult.Adjusted)
                        Add(workspace, -taken);
                    break;
                case 11:
                    await books.ExpireAsync();
                    break;
            }
        }

        async Task EndAsync(Hold hold, int? image)
        {
            if (await books.ReleaseAsync(hold.Id, image) is not ReleaseResult.Released released)
                return;
            if (image is { } one)
                Assert.True(ends.TryAdd((hold.Id, one), "released"));
            else
                Assert.Equal(released.Images, Enumerable.Range(0, hold.ImageCount)
                    .Count(index => ends.TryAdd((hold.Id, index), "released")));
        }

        void Add(Guid workspace, long amount) => left.AddOrUpdate(workspace, amount, (_, sum) => sum + amount);
    }
}
