namespace Mezzotint.Ledger;

/// <summary>What must be true of the books at all times; checked in every build.</summary>
static class Invariant
{
    /// <summary>Stops the operation, and so the caller's transaction, when a rule is broken.</summary>
    public static void Holds(bool isTrue, string broken)
    {
        if (!isTrue)
            throw new InvalidOperationException(
                $"The ledger refused to go on: {broken}. Nothing was changed; `mezzotint admin audit-ledger` shows "
                + "which accounts differ from their transfers.");
    }
}
