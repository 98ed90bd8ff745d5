using System.Text.Json;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>One comparison with a reference implementation's numbers.</summary>
/// <param name="Name">Path of the case inside the golden folder, without extension.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="LargestError">Largest difference met, in the units of the tolerance; 0 where nothing was
/// compared.</param>
/// <param name="Tolerance">Largest difference allowed.</param>
/// <param name="Reason">Why it failed or was skipped; null when it passed.</param>
public sealed record ParityResult(string Name, ParityOutcome Outcome, double LargestError, double Tolerance,
    string? Reason)
{
    /// <summary>A case that is not compared.</summary>
    public static ParityResult Skip(string name, string reason) => new(name, ParityOutcome.Skipped, 0, 0, reason);

    /// <summary>Runs a comparison. A case that cannot be read or computed is a failed one, with the sentence of its
    /// error.</summary>
    /// <param name="name">Of the case.</param>
    /// <param name="tolerance">Largest difference allowed.</param>
    /// <param name="compare">Returns the largest difference.</param>
    public static ParityResult Of(string name, double tolerance, Func<double> compare)
    {
        try
        {
            var error = compare();
            return error <= tolerance
                ? new(name, ParityOutcome.Passed, error, tolerance, null)
                : new(name, ParityOutcome.Failed, error, tolerance, $"the largest error is {error:g3}");
        }
        catch (SkipCaseException skip)
        {
            return Skip(name, skip.Message);
        }
        catch (Exception e) when (IsCaseError(e))
        {
            return new(name, ParityOutcome.Failed, 0, tolerance, e.Message);
        }
    }

    /// <summary>Whether an error speaks of the golden data or of the case, not of a fault in the comparison.</summary>
    internal static bool IsCaseError(Exception e) =>
        e is CheckpointException or PromptException or IOException or JsonException
        or UnauthorizedAccessException or InvalidDataException or FormatException or KeyNotFoundException
        or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException;
}
