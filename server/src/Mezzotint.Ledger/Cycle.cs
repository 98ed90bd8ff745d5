namespace Mezzotint.Ledger;

/// <summary>How often a plan gives its credits.</summary>
public enum Cycle
{
    /// <summary>One time; they never expire.</summary>
    Once,

    /// <summary>Every seven days.</summary>
    Week,

    /// <summary>Every month.</summary>
    Month,

    /// <summary>Every year, the year's worth up front.</summary>
    Year,
}
