using Microsoft.Extensions.Hosting;

namespace Mezzotint.Server.Events;

/// <summary>Wakes those who wait for something to change: here at once, in other servers soon.</summary>
/// <remarks>
/// A wake says nothing but where to look, and is sent after the commit: it may be lost with its server, so nobody waits
/// longer than a few seconds without a look of his own. Why it is not sent by the transaction itself, which would lose
/// none: docs/decisions/0016-events.md.
/// </remarks>
sealed class Wakes : IDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<Topic, List<Listener>> _listeners = [];
    readonly HashSet<Topic> _outgoing = [];
    readonly SemaphoreSlim _hasOutgoing = new(0, 1);
    readonly IHostApplicationLifetime _lifetime;

    public Wakes(IHostApplicationLifetime lifetime)
    {
        _lifetime = lifetime;
        lifetime.ApplicationStopping.Register(WakeAll);
    }

    public void Dispose() => _hasOutgoing.Dispose();

    /// <summary>Whether the server stops: whoever waits answers now.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    public Listener Listen(params IReadOnlyList<Topic> topics)
    {
        var listener = new Listener(this, topics);
        lock (_gate)
            foreach (var topic in topics)
            {
                if (!_listeners.TryGetValue(topic, out var those))
                    _listeners[topic] = those = [];
                those.Add(listener);
            }
        return listener;
    }

    /// <summary>Wakes who waits for any of these, in every server.</summary>
    public void Wake(params IEnumerable<Topic> topics)
    {
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                WakeOne(topic);
                _outgoing.Add(topic);
            }
            if (_hasOutgoing.CurrentCount == 0)
                _hasOutgoing.Release();
        }
    }

    /// <summary>Wakes who waits here: another server said so.</summary>
    public void WakeHere(Topic topic)
    {
        lock (_gate)
            WakeOne(topic);
    }

    /// <summary>Wakes all who wait here: something may have been missed.</summary>
    public void WakeAll()
    {
        lock (_gate)
            foreach (var topic in _listeners.Keys)
                WakeOne(topic);
    }

    /// <summary>What other servers shall hear, as soon as there is any.</summary>
    public async Task<IReadOnlyList<Topic>> TakeOutgoingAsync(CancellationToken cancellation)
    {
        await _hasOutgoing.WaitAsync(cancellation);
        lock (_gate)
        {
            var topics = _outgoing.ToList();
            _outgoing.Clear();
            return topics;
        }
    }

    public void Leave(Listener listener)
    {
        lock (_gate)
            foreach (var topic in listener.Topics)
                if (_listeners[topic] is var those && those.Remove(listener) && those.Count == 0)
                    _listeners.Remove(topic);
    }

    void WakeOne(Topic topic)
    {
        foreach (var listener in _listeners.GetValueOrDefault(topic, []))
            listener.Hear();
    }
}
