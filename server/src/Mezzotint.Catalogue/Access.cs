namespace Mezzotint.Catalogue;

/// <summary>Whether models may be used; the later, the stricter.</summary>
public enum Access
{
    /// <summary>They may.</summary>
    Allow,

    /// <summary>They may, for a number of images a day.</summary>
    Limited,

    /// <summary>They may not.</summary>
    Deny,
}
