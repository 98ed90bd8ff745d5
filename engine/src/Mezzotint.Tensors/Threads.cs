namespace Mezzotint.Tensors;

/// <summary>The engine's threads: one loop at a time is shared out, item by item, over as many as are wanted.</summary>
/// <remarks>
/// Each item's work must not depend on which thread does it; then results are the same on any number of threads. A loop
/// inside a loop, or a second one at the same time, runs on the thread that asks.
/// </remarks>
public static class Threads
{
    const int SpinsBeforeSleep = 2000;

    static readonly Lock Gate = new();
    static readonly SemaphoreSlim Wake = new(0);
    static volatile Loop? _current;
    static int _started;
    static int _count = Environment.ProcessorCount;

    [ThreadStatic]
    static bool _isInside;

    /// <summary>Threads that work on one loop, the caller's among them; at first the number of processors.</summary>
    public static int Count
    {
        get => _count;
        set => _count = value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"{value} threads were asked for: 1 is the least.");
    }

    /// <summary>
    /// Calls <paramref name="body"/> once for each item from 0 to <paramref name="items"/> - 1, in any order.
    /// </summary>
    /// <exception cref="Exception">The first exception of an item, after all others have ended.</exception>
    public static void For(int items, Action<int> body)
    {
        if (items <= 1 || _count == 1 || _isInside || !Gate.TryEnter())
        {
            for (var i = 0; i < items; i++)
                body(i);
            return;
        }
        try
        {
            var helpers = Math.Min(_count, items) - 1;
            StartUpTo(helpers);
            var loop = new Loop(items, body, helpers);
            _current = loop;
            Wake.Release(helpers);
            _isInside = true;
            loop.Work();
            _current = null;
            loop.WaitForOthers();
            loop.Error?.Throw();
        }
        finally
        {
            _isInside = false;
            Gate.Exit();
        }
    }

    static void StartUpTo(int helpers)
    {
        for (; _started < helpers; _started++)
            new Thread(Serve) { IsBackground = true, Name = "mezzotint kernel" }.Start();
    }

    static void Serve()
    {
        _isInside = true;
        while (true)
        {
            for (var spin = 0; spin < SpinsBeforeSleep && Wake.CurrentCount == 0; spin++)
                Thread.SpinWait(4);
            Wake.Wait();
            if (_current is { } loop && loop.TryJoin())
            {
                loop.Work();
                loop.Leave();
            }
        }
    }

    /// <summary>One loop being shared out.</summary>
    sealed class Loop(int items, Action<int> body, int helpers)
    {
        int _next = -1;
        int _places = helpers;
        int _working;

        public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Error { get; private set; }

        public bool TryJoin()
        {
            Interlocked.Increment(ref _working);
            if (Interlocked.Decrement(ref _places) >= 0)
                return true;
            Interlocked.Decrement(ref _working);
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _working);

        public void Work()
        {
            for (int i; (i = Interlocked.Increment(ref _next)) < items;)
            {
                try
                {
                    body(i);
                }
#pragma warning disable CA1031 // whatever an item throws is kept and thrown again where the loop was called
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    Error ??= System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
                    Interlocked.Exchange(ref _next, items);
                }
            }
        }

        public void WaitForOthers()
        {
            var spin = new SpinWait();
            while (Volatile.Read(ref _working) > 0)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
