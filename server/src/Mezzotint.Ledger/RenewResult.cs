namespace Mezzotint.Ledger;

/// <summary>What became of an <see cref="Allowance"/>.</summary>
public abstract record RenewResult
{
    RenewResult()
    {
    }

    /// <summary>The credits of the current period are there now.</summary>
    /// <param name="Period">The period; its end is when the next one is due.</param>
    public sealed record Granted(Period Period) : RenewResult;

    /// <summary>They were there before; nothing changed.</summary>
    /// <param name="Period">The period; its end is when the next one is due.</param>
    public sealed record AlreadyGranted(Period Period) : RenewResult;

    /// <summary>The first period has not begun; nothing changed.</summary>
    public sealed record NotStarted : RenewResult;
}
