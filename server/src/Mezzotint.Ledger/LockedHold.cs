namespace Mezzotint.Ledger;

/// <summary>A hold whose row is locked.</summary>
sealed class LockedHold(Guid id, Guid workspaceId, long price, string images)
{
    public const char Held = 'h';
    public const char Captured = 'c';
    public const char Released = 'r';

    readonly List<(HoldPart Part, long First, long Last)> _parts = [];

    public Guid Id => id;

    public Guid WorkspaceId => workspaceId;

    /// <summary>Of one image, in millicredits.</summary>
    public long Price => price;

    /// <summary>One letter an image, the state of its share.</summary>
    public char[] Letters { get; } = images.ToCharArray();

    /// <summary>The parts in the order in which they were taken, each with its stretch of the hold.</summary>
    public IReadOnlyList<(HoldPart Part, long First, long Last)> Parts => _parts;

    public bool IsChanged { get; private set; }

    /// <summary>Images that were released since it was locked.</summary>
    public int ReleasedCount { get; private set; }

    public void Add(HoldPart part)
    {
        var first = _parts is [.., var before] ? before.Last : 0;
        _parts.Add((part, first, first + part.Amount));
    }

    public void End(int image, char letter)
    {
        Letters[image] = letter;
        IsChanged = true;
        if (letter == Released)
            ReleasedCount++;
    }
}
