namespace Mezzotint.Diffusion.Parity;

/// <summary>What became of a golden case.</summary>
public enum ParityOutcome
{
    /// <summary>Every number lies within its tolerance.</summary>
    Passed,

    /// <summary>A number does not, or the case could not be run.</summary>
    Failed,

    /// <summary>The case needs something that is not there.</summary>
    Skipped,
}
