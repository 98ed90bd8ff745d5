using System.Diagnostics;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Worker;

/// <summary>
/// Renews a job's lease while it is worked on, tells and shows its progress, and stops it when it should.
/// </summary>
sealed class LeaseKeeper : IDisposable
{
    static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan BetweenPreviews = TimeSpan.FromSeconds(1);

    readonly ServerConnection _server;
    readonly ClaimedJob _job;
    readonly CancellationTokenSource _stop;
    readonly CancellationTokenSource _done = new();
    readonly SemaphoreSlim _news = new(0);
    readonly Task _loop;
    volatile int _step;
    volatile int _steps;
    Picture? _preview;
    long _previewSent;

    public LeaseKeeper(ServerConnection server, ClaimedJob job, CancellationTokenSource stop)
    {
        _server = server;
        _job = job;
        _stop = stop;
        _loop = KeepAsync();
    }

    /// <summary>Notes how far the job is, and what it looks like; the server is told soon.</summary>
    public void Report(GenerationProgress progress)
    {
        (_step, _steps) = (progress.Step, progress.Steps);
        if (progress.Preview is { } preview)
            Volatile.Write(ref _preview, preview);
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
                await ShowAsync();
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

    /// <summary>Sends the newest preview, unless one was sent just now; the next heartbeat comes back to it.</summary>
    async Task ShowAsync()
    {
        if (_previewSent != 0 && Stopwatch.GetElapsedTime(_previewSent) < BetweenPreviews
            || Interlocked.Exchange(ref _preview, null) is not { } preview)
            return;
        _previewSent = Stopwatch.GetTimestamp();
        await _server.ShowAsync(_job.JobId, _job.LeaseToken, PreviewFile.Of(preview), _done.Token);
    }
}
