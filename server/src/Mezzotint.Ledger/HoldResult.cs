namespace Mezzotint.Ledger;

/// <summary>What became of a <see cref="Hold"/>.</summary>
public abstract record HoldResult
{
    HoldResult()
    {
    }

    /// <summary>The whole amount is set aside.</summary>
    /// <param name="AvailableMillicredits">What the wallet has left.</param>
    public sealed record Held(long AvailableMillicredits) : HoldResult;

    /// <summary>The same hold was taken before; nothing changed.</summary>
    public sealed record AlreadyHeld : HoldResult;

    /// <summary>The wallet has less than was asked for; nothing changed.</summary>
    /// <param name="AvailableMillicredits">What it has.</param>
    public sealed record InsufficientCredits(long AvailableMillicredits) : HoldResult;

    /// <summary>The key would spend more than it may this month; nothing changed.</summary>
    /// <param name="SpentMillicredits">What it has spent and holds.</param>
    public sealed record ExceedsKeyCap(long SpentMillicredits) : HoldResult;

    /// <summary>The id belongs to another hold: of another workspace, wallet, key, price or number of images.</summary>
    public sealed record IdempotencyConflict : HoldResult;
}
