using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>
/// The largest deviation of a case's tensors from the golden ones, seen against what each may deviate.
/// </summary>
sealed class GoldenComparison(Checkpoint golden)
{
    /// <summary>Which tensor deviates most for its tolerance; null before any was compared.</summary>
    public string? Worst { get; private set; }

    /// <summary>Its largest absolute error.</summary>
    public double Error { get; private set; }

    /// <summary>What it may deviate.</summary>
    public double Tolerance { get; private set; }

    /// <summary>How many tensors were compared.</summary>
    public int Count { get; private set; }

    /// <summary>Compares a result with the golden tensor of that name, if there is one.</summary>
    /// <param name="name">Of the golden tensor.</param>
    /// <param name="actual">The result, in the golden tensor's own layout; of any shape with as many elements.</param>
    /// <param name="tolerance">Largest absolute error allowed.</param>
    public void Compare(string name, Tensor actual, double tolerance)
    {
        if (!golden.Contains(name))
            return;
        var expected = golden.Read(name);
        var error = expected.Shape == actual.Shape ? Largest(expected.Span, actual.Span) : double.PositiveInfinity;
        Count++;
        if (Worst is not null && error / tolerance <= Error / Tolerance)
            return;
        (Worst, Error, Tolerance) = (name, error, tolerance);
    }

    /// <summary>The case's result: failed where nothing was compared.</summary>
    public ParityResult Judge(string name)
    {
        if (Worst is null)
            return new ParityResult(
                name, ParityOutcome.Failed, 0, 0, "the case has nothing that this version compares");
        return Error <= Tolerance ? new ParityResult(name, ParityOutcome.Passed, Error, Tolerance, null)
            : new ParityResult(name, ParityOutcome.Failed, Error, Tolerance, $"'{Worst}' deviates by {Error:g3}");
    }

    /// <summary>
    /// The same for a picture inside a network, (B, H, W, C), against a golden (B, C, H, W); other ranks as they are.
    /// </summary>
    public void CompareInside(Operations ops, string name, Tensor actual, double tolerance)
    {
        using var scope = ops.Scope();
        Compare(name, actual.Shape.Rank == 4 ? ops.ToChannelsFirst(actual) : actual, tolerance);
    }

    static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs((double)expected[i] - actual[i]);
            largest = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(largest, error);
        }
        return largest;
    }
}
