namespace Mezzotint.Catalogue;

/// <summary>How often something is granted.</summary>
public enum Cycle
{
    /// <summary>One time, when the plan begins.</summary>
    Once,

    /// <summary>Every week.</summary>
    Week,

    /// <summary>Every month.</summary>
    Month,

    /// <summary>Every year, the whole of it at its start.</summary>
    Year,
}
