namespace Mezzotint.Catalogue;

/// <summary>A number that may be reached and not passed, or none; JSON has a number or "unlimited".</summary>
/// <param name="Most">The number; null is no limit.</param>
public readonly record struct Limit(long? Most)
{
    /// <summary>No limit.</summary>
    public static Limit Unlimited => default;

    /// <summary>Whether an amount does not pass it.</summary>
    public bool Allows(long amount) => Most is not { } most || amount <= most;

    /// <summary>The number with its thousands apart, or "unlimited".</summary>
    public override string ToString() => Most is { } most ? $"{most:N0}" : "unlimited";
}
