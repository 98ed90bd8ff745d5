namespace Mezzotint.Ledger;

/// <summary>What an audit found.</summary>
public sealed record AuditReport
{
    /// <summary>Accounts whose balances are not the sums of their transfers.</summary>
    public required IReadOnlyList<AccountDifference> Accounts { get; init; }

    /// <summary>Holds whose images do not agree with their transfers.</summary>
    public required IReadOnlyList<Guid> Holds { get; init; }

    /// <summary>Keys whose spending of a month is not the sum of their holds.</summary>
    public required IReadOnlyList<Guid> ApiKeys { get; init; }

    /// <summary>The balance of each system account, by kind, in millicredits.</summary>
    public required IReadOnlyDictionary<string, long> SystemMillicredits { get; init; }

    /// <summary>The sum of all balances, of the grants as they are stored: 0.</summary>
    public required long TotalMillicredits { get; init; }

    /// <summary>What is on hold for images that are not finished.</summary>
    public required long HeldMillicredits { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => TotalMillicredits == 0 && Accounts.Count == 0 && Holds.Count == 0 && ApiKeys.Count == 0;
}
