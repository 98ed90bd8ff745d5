using Mezzotint.Contracts.WorkerApi;

namespace Mezzotint.Worker;

/// <summary>Renews a job's lease while it is worked on, tells its progress, and stops it when it should.</summary>
sealed class LeaseKeeper : IDisposable
{
    static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(300);

    readonly ServerConnection _server;
    readonly ClaimedJob _job;
    readonly CancellationTokenSource _stop;
    readonly CancellationTokenSource _done = new();
    readonly SemaphoreSlim _news = new(0);
    readonly Task _loop;
    volatile int _step;
    volatile int _steps;

    public LeaseKeeper(ServerConnection server, ClaimedJob job, CancellationTokenSource stop)
    {
        _server = server;
        _job = job;
        _stop = stop;
        _loop = KeepAsync();
    }

    /// <summary>Notes how far the job is; the server is told soon.</summary>
    public void Report(int step, int steps)
    {
        (_step, _steps) = (step, steps);
        if (_news.CurrentCount == 0)
            _news.Release();
    }

    /// <summary>Ends the renewals.</summary>
    public void Dispose()
    {
        _done.Cancel();
        _loop.Wait();
        _done.Dispose();
        _news.Dispose();
    }

    async Task KeepAsync()
    {
        var longest = TimeSpan.FromSeconds(_job.LeaseSeconds / 3.0);
        try
        {
            while (true)
            {
                await _news.WaitAsync(longest, _done.Token);
                var beat = new Heartbeat(_job.LeaseToken, _step, _steps);
                var answer = await _server.HeartbeatAsync(_job.JobId, beat, _done.Token);
                if (!answer.IsLeaseHeld || answer.IsCancelled)
                {
                    await _stop.CancelAsync();
                    return;
                }
                await Task.Delay(BetweenSteps, _done.Token);
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // The job is done.
        }
        catch (WorkerException)
        {
            await _stop.CancelAsync(); // the key was revoked
        }
    }
}
