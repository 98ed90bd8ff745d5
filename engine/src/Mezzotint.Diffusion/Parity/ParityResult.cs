namespace Mezzotint.Diffusion.Parity;

/// <summary>How one golden case came out.</summary>
/// <param name="Name">The case.</param>
/// <param name="Outcome">Whether it passed.</param>
/// <param name="Error">The largest error.</param>
/// <param name="Tolerance">What the error may be.</param>
/// <param name="Note">Why it was skipped or failed, or which tensor deviates most.</param>
public sealed record ParityResult(string Name, ParityOutcome Outcome, double Error = 0, double Tolerance = 0, string Note = "");
