namespace Mezzotint.Ledger;

/// <summary>Why credits were given.</summary>
public enum GrantSource
{
    /// <summary>The plan's allowance of a cycle.</summary>
    Plan,

    /// <summary>Bought.</summary>
    Sale,

    /// <summary>Given by an admin.</summary>
    Adjustment,
}
