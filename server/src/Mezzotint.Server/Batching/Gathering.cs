namespace Mezzotint.Server.Batching;

/// <summary>Calls that come at the same time are done as one: one round trip or one transaction for all.</summary>
/// <remarks>
/// A call that finds none under way goes at once, with nobody to wait for. Those that come meanwhile wait for its end
/// and go together. So a call alone takes as long as without this, and the more come the less each costs.
/// One that fails is dissolved: each of its calls goes by itself, so that what cannot be done fails alone.
/// </remarks>
/// <typeparam name="TCall">What a caller wants.</typeparam>
/// <typeparam name="TOutcome">What becomes of it.</typeparam>
/// <param name="run">Does some calls, one or more, and gives as many outcomes in the same order.</param>
/// <param name="most">How many go together at most.</param>
sealed class Gathering<TCall, TOutcome>(Func<IReadOnlyList<TCall>, Task<IReadOnlyList<TOutcome>>> run, int most)
{
    readonly Lock _gate = new();
    readonly Queue<Pending> _waiting = [];
    bool _isUnderWay;

    /// <summary>Does a call, with others where there are any.</summary>
    /// <param name="call">What is wanted.</param>
    /// <param name="cancellation">Takes it back while it waits; what is under way ends without its caller.</param>
    public Task<TOutcome> RunAsync(TCall call, CancellationToken cancellation)
    {
        var pending = new Pending(call, cancellation);
        bool isFirst;
        lock (_gate)
        {
            _waiting.Enqueue(pending);
            isFirst = !_isUnderWay;
            _isUnderWay = true;
        }
        // What is done for many is no part of the request of the one that happened to start it.
        if (isFirst)
            using (ExecutionContext.SuppressFlow())
                _ = RunWaitingAsync();
        return pending.Outcome.Task.WaitAsync(cancellation);
    }

    async Task RunWaitingAsync()
    {
        while (Take() is { Count: > 0 } together)
            await RunAsync(together);
    }

    List<Pending> Take()
    {
        var together = new List<Pending>();
        lock (_gate)
        {
            while (together.Count < most && _waiting.TryDequeue(out var pending))
                if (!pending.Cancellation.IsCancellationRequested)
                    together.Add(pending);
            _isUnderWay = together.Count > 0;
        }
        return together;
    }

    async Task RunAsync(IReadOnlyList<Pending> together)
    {
        try
        {
            var outcomes = await run([.. together.Select(pending => pending.Call)]);
            foreach (var (pending, outcome) in together.Zip(outcomes))
                pending.Outcome.SetResult(outcome);
        }
        catch (Exception error) when (together.Count == 1)
        {
            together[0].Outcome.SetException(error);
        }
        catch (Exception)
        {
            // Whoever comes next does not wait for them: one may be waiting for a lock that is held for long.
            foreach (var pending in together)
                _ = RunAsync([pending]);
        }
    }

    sealed record Pending(TCall Call, CancellationToken Cancellation)
    {
        public TaskCompletionSource<TOutcome> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
