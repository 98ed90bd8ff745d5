namespace Mezzotint.Catalogue;

/// <summary>What became of a text that should be a number of credits.</summary>
public enum CreditsText
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>It is not digits with at most one point between them.</summary>
    NotDigits,

    /// <summary>It has a fourth decimal that is not 0.</summary>
    FinerThanThousandths,

    /// <summary>It is more than can be counted.</summary>
    TooLarge,
}
