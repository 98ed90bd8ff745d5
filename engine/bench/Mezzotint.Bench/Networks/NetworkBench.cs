using System.Diagnostics;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>An evaluation of a network of full size on random weights, as a share of what the machine can do.</summary>
public static class NetworkBench
{
    const int SizeUnit = 64;

    /// <summary>About what an evaluation and the packing of weights take besides the weights.</summary>
    const long WorkBytes = 1_500_000_000;

    /// <summary>Measures a network on the engine's threads.</summary>
    /// <param name="options">Which, and how.</param>
    /// <exception cref="ArgumentException">There is no such network, its size cannot be, or it does not fit into
    /// this machine's memory; said before the weights are made.</exception>
    public static NetworkResult Run(NetworkOptions options)
    {
        var network = FullNetworks.Find(options.Network, options.Family);
        var size = options.Size ?? network.Size;
        if (size % SizeUnit != 0 || size <= 0)
            throw new ArgumentException($"A picture of {size} pixels cannot be: give a multiple of {SizeUnit}.");
        var bytes = 0L;
        var evaluate = network.Build(
            RandomWeights.Source(shape => bytes += shape.Count * (shape.Rank > 1 ? 2L : sizeof(float))), size,
            options.Batch);
        CheckMemory(network, bytes);
        PeakMeter? meter = null;
        var ops = new MeteredOperations(new CpuOperations(), () => meter?.Pass());
        evaluate(ops);
        var samples = new List<NetworkSample>();
        while (samples.Count < Math.Max(1, options.Runs))
        {
            ops.Reset();
            meter = new PeakMeter();
            meter.Start();
            evaluate(ops);
            meter.Stop();
            samples.Add(meter.Sample);
        }
        return Sum($"{network.Title}{(options.Network == "clip" ? "" : $", {size} x {size}")}"
            + (options.Batch > 1 ? $", {options.Batch} at a time" : ""), (long)size * size * options.Batch, ops,
            samples);
    }

    static NetworkResult Sum(string name, long pixels, MeteredOperations ops, List<NetworkSample> samples)
    {
        var work = ops.Arithmetic;
        using var process = Process.GetCurrentProcess();
        return new NetworkResult(
            name, Threads.Count, pixels, samples.Min(sample => sample.Seconds),
            samples.Min(sample => sample.ProcessorSeconds), work,
            Median(samples.Select(sample => work / sample.Possible)),
            Median(samples.Select(sample => work / sample.ProcessorPossible)),
            process.PeakWorkingSet64, ops.Costs);
    }

    /// <summary>Weights that do not fit beside an evaluation are refused before one of them is made.</summary>
    static void CheckMemory(FullNetwork network, long bytes)
    {
        var free = FreeBytes();
        if (bytes + WorkBytes > free)
            throw new ArgumentException(
                $"{network.Title} has {bytes / 1e9:0.0} GB of weights in 16 bits, an evaluation takes about "
                    + $"{WorkBytes / 1e9:0.0} GB besides, and {free / 1e9:0.0} GB of memory are free: measure it on a "
                    + "machine with more.");
    }

    /// <summary>Memory that may be taken now: what Linux says, or else all that the process may have.</summary>
    static long FreeBytes()
    {
        const string all = "/proc/meminfo", name = "MemAvailable:", unit = "kB";
        var allowed = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var line = File.Exists(all) ? File.ReadLines(all).FirstOrDefault(
            entry => entry.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? allowed
            : Math.Min(allowed, 1024 * long.Parse(line[name.Length..].Replace(unit, "", StringComparison.Ordinal)));
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
