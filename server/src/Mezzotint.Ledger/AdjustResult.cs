namespace Mezzotint.Ledger;

/// <summary>What became of an <see cref="Adjustment"/>.</summary>
public abstract record AdjustResult
{
    AdjustResult()
    {
    }

    /// <summary>It is made.</summary>
    public sealed record Adjusted : AdjustResult;

    /// <summary>It was made before, by the same key; nothing changed.</summary>
    public sealed record AlreadyAdjusted : AdjustResult;

    /// <summary>More was to be taken than is there and not on hold; nothing changed.</summary>
    /// <param name="AvailableMillicredits">What can be taken.</param>
    public sealed record InsufficientCredits(long AvailableMillicredits) : AdjustResult;

    /// <summary>The key belongs to something else: another workspace, wallet or amount.</summary>
    public sealed record IdempotencyConflict : AdjustResult;
}
