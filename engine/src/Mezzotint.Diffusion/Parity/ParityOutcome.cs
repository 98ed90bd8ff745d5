namespace Mezzotint.Diffusion.Parity;

/// <summary>How a comparison with a reference implementation's numbers ended.</summary>
public enum ParityOutcome
{
    /// <summary>Within tolerance.</summary>
    Passed,

    /// <summary>Out of tolerance, or the golden case cannot be read.</summary>
    Failed,

    /// <summary>Not compared, for the reason given.</summary>
    Skipped,
}
