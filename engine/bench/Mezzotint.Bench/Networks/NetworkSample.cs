namespace Mezzotint.Bench.Networks;

/// <summary>One evaluation, and what the machine could do about then.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads.</param>
/// <param name="Peak">The mean of the peaks right before and after.</param>
readonly record struct NetworkSample(double Seconds, double ProcessorSeconds, PeakSample Peak);
