namespace Mezzotint.Bench.Networks;

/// <summary>One evaluation, and what the machine could have done in its time.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads.</param>
/// <param name="Possible">Floating-point operations of the peak in as many seconds by the clock.</param>
/// <param name="ProcessorPossible">The same in as many seconds of a processor.</param>
readonly record struct NetworkSample(
    double Seconds, double ProcessorSeconds, double Possible, double ProcessorPossible);
