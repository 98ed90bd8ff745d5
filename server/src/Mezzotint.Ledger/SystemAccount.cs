namespace Mezzotint.Ledger;

/// <summary>The other side of every grant's transfers: the accounts that migration 0002 made, with their ids.</summary>
static class SystemAccount
{
    public static readonly Guid IssuedByPlan = new("00000000-0000-7000-8000-000000000001");

    public static readonly Guid IssuedBySale = new("00000000-0000-7000-8000-000000000002");

    public static readonly Guid Adjusted = new("00000000-0000-7000-8000-000000000003");

    public static readonly Guid Spent = new("00000000-0000-7000-8000-000000000004");

    public static readonly Guid Expired = new("00000000-0000-7000-8000-000000000005");

    /// <summary>Where the credits of a grant come from.</summary>
    public static Guid Issuing(GrantSource source) => source switch
    {
        GrantSource.Plan => IssuedByPlan,
        GrantSource.Sale => IssuedBySale,
        GrantSource.Adjustment => Adjusted,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "This is no source of credits."),
    };
}
