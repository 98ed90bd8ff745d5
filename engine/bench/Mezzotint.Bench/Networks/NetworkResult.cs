namespace Mezzotint.Bench.Networks;

/// <summary>What one evaluation of a network of full size takes on this machine.</summary>
/// <param name="Name">Network, family and size.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Pixels">Of the pictures of one evaluation.</param>
/// <param name="Seconds">The fastest evaluation.</param>
/// <param name="ProcessorSeconds">What its threads took of all processors, in the evaluation that took least.</param>
/// <param name="Arithmetic">Floating-point operations of an evaluation, as <see cref="MeteredOperations"/>
/// counts.</param>
/// <param name="Share">What an evaluation computes over what the multiply-add peak on as many threads would have in the
/// same seconds, measured before, after, and each second between two operations; 0..1 (and more, where Winograd's tiles
/// save work): the median of the evaluations.</param>
/// <param name="ProcessorShare">The same by processor time on both sides: what other programs take from the
/// processors does not count.</param>
/// <param name="PeakMemoryBytes">The most memory that the process had resident, packing of weights included.</param>
/// <param name="Costs">What each operation took in the last evaluation, the dearest first.</param>
public sealed record NetworkResult(
    string Name, int Threads, long Pixels, double Seconds, double ProcessorSeconds, double Arithmetic,
    double Share, double ProcessorShare, long PeakMemoryBytes, IReadOnlyList<OperationCost>? Costs)
{
    /// <summary>Billions of floating-point operations a second, in the fastest evaluation.</summary>
    public double Rate => Arithmetic / Seconds / 1e9;

    /// <summary>Seconds of all operations but attention, whose work grows with the square of the pixels.</summary>
    public double SecondsApartAttention => Costs?.Where(
        cost => !cost.Name.StartsWith("attention", StringComparison.Ordinal)).Sum(cost => cost.Seconds) ?? 0;
}
