using Mezzotint.Server.Batching;

namespace Mezzotint.Server.Tests.Batching;

public sealed class GatheringTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_alone_goes_at_once()
    {
        var work = new Work();
        var first = work.Gathering.RunAsync(1, Stop);
        Assert.Equal([[1]], work.Begun);
        work.EndFirst();
        Assert.Equal(10, await first);
    }

    [Fact]
    public async Task Those_that_come_meanwhile_go_together_and_no_more_than_may()
    {
        var work = new Work();
        var outcomes = Enumerable.Range(1, 6).Select(call => work.Gathering.RunAsync(call, Stop)).ToList();
        work.EndFirst();
        int[] results = await Task.WhenAll(outcomes);
        Assert.Equal([10, 20, 30, 40, 50, 60], results);
        Assert.Equal([[1], [2, 3, 4, 5], [6]], work.Begun);
    }

    [Fact]
    public async Task One_that_cannot_be_done_fails_alone()
    {
        var work = new Work { Poison = 3 };
        var outcomes = Enumerable.Range(1, 4).Select(call => work.Gathering.RunAsync(call, Stop)).ToList();
        work.EndFirst();
        await Assert.ThrowsAsync<InvalidOperationException>(() => outcomes[2]);
        int[] results = await Task.WhenAll(outcomes[0], outcomes[1], outcomes[3]);
        Assert.Equal([10, 20, 40], results);
        Assert.Equal([2, 3, 4], work.Begun[1]);
        Assert.Equal([2, 3, 4], work.Begun[2..].Select(calls => Assert.Single(calls)).Order());
    }

    [Fact]
    public async Task A_call_that_is_taken_back_while_it_waits_is_not_done()
    {
        var work = new Work();
        using var takenBack = new CancellationTokenSource();
        var first = work.Gathering.RunAsync(1, Stop);
        var second = work.Gathering.RunAsync(2, takenBack.Token);
        var third = work.Gathering.RunAsync(3, Stop);
        await takenBack.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        work.EndFirst();
        int[] results = await Task.WhenAll(first, third);
        Assert.Equal([10, 30], results);
        Assert.Equal([[1], [3]], work.Begun);
    }

    [Fact]
    public async Task After_a_pause_the_next_call_goes_at_once_again()
    {
        var work = new Work();
        work.EndFirst();
        Assert.Equal(10, await work.Gathering.RunAsync(1, Stop));
        Assert.Equal(20, await work.Gathering.RunAsync(2, Stop));
        Assert.Equal([[1], [2]], work.Begun);
    }

    /// <summary>Ten times each number; the first calls wait until they may end.</summary>
    sealed class Work
    {
        readonly TaskCompletionSource _first = new();
        readonly Lock _gate = new();
        readonly List<int[]> _begun = [];

        public Work() => Gathering = new Gathering<int, int>(RunAsync, 4);

        public Gathering<int, int> Gathering { get; }

        public int? Poison { get; init; }

        public List<int[]> Begun
        {
            get
            {
                lock (_gate)
                    return [.. _begun];
            }
        }

        public void EndFirst() => _first.SetResult();

        async Task<IReadOnlyList<int>> RunAsync(IReadOnlyList<int> calls)
        {
            lock (_gate)
                _begun.Add([.. calls]);
            await _first.Task;
            return Poison is { } poison && calls.Contains(poison)
                ? throw new InvalidOperationException("It cannot be done.") : [.. calls.Select(call => call * 10)];
        }
    }
}
