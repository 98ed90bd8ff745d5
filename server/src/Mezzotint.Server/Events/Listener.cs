namespace Mezzotint.Server.Events;

/// <summary>One who waits for wakes. Made before the first look, it misses none that comes after.</summary>
sealed class Listener(Wakes wakes, IReadOnlyList<Topic> topics) : IDisposable
{
    readonly SemaphoreSlim _news = new(0, 1);

    public IReadOnlyList<Topic> Topics => topics;

    /// <summary>Until the next wake since the last call, or a time.</summary>
    /// <returns>Whether there was a wake.</returns>
    public Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellation) =>
        _news.WaitAsync(limit, cancellation);

    /// <summary>Several wakes before it looks are one. Called by <see cref="Wakes"/> alone, one at a time.</summary>
    public void Hear()
    {
        if (_news.CurrentCount == 0)
            _news.Release();
    }

    public void Dispose()
    {
        wakes.Leave(this);
        _news.Dispose();
    }
}
