namespace Mezzotint.Bench.Networks;

/// <summary>What loading a model took.</summary>
/// <param name="Name">The file.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Seconds">From nothing to a model whose every weight is packed and whose code is compiled.</param>
/// <param name="OpenSeconds">Of these, until the file was recognised and its tensors were checked.</param>
/// <param name="ProcessorSeconds">What all threads took of the processors, the program's own start included.</param>
/// <param name="PeakMemoryBytes">The most memory that the process had resident.</param>
public sealed record LoadingResult(
    string Name, int Threads, double Seconds, double OpenSeconds, double ProcessorSeconds, long PeakMemoryBytes);
