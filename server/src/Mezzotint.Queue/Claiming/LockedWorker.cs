namespace Mezzotint.Queue.Claiming;

/// <summary>A worker whose row is locked, with its own share of the order.</summary>
sealed class LockedWorker(Guid workerId, Guid session, long turn, int[] passes)
{
    public Guid WorkerId => workerId;

    public Guid Session => session;

    /// <summary>Jobs that it was given so far.</summary>
    public long Turn { get; private set; } = turn;

    /// <summary>Whether it runs anything.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Whether it runs a job without a slot, which is then all that it runs.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>Whether the first lane of a class may be passed over once more.</summary>
    public bool MayPass(int speedClass) => passes[speedClass] < QueueRules.PassLimit;

    /// <summary>Notes a job that it runs.</summary>
    public void Run(bool isAlone) => (IsRunning, IsAlone) = (true, isAlone);

    /// <summary>Notes a job that it was given, as queue_take does in its row.</summary>
    public void Take(Choice choice)
    {
        Turn++;
        passes[choice.Lane.SpeedClass] = choice.IsPass ? passes[choice.Lane.SpeedClass] + 1 : 0;
        Run(!choice.Lane.IsSlotted);
    }
}
