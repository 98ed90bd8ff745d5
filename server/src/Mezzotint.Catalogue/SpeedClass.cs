namespace Mezzotint.Catalogue;

/// <summary>How soon a turn comes; the later, the sooner.</summary>
public enum SpeedClass
{
    /// <summary>After the others.</summary>
    Standard,

    /// <summary>Before standard.</summary>
    Priority,

    /// <summary>Before priority.</summary>
    Fastest,

    /// <summary>Before all others.</summary>
    Instant,
}
