using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Convolution;

namespace Mezzotint.Bench;

/// <summary>Every heavy kernel at the shapes that models have, as a share of what the machine can do.</summary>
/// <remarks>
/// Convolutions count the arithmetic of the direct method, 2 B H W in out kernelHeight kernelWidth, whatever is done
/// instead.
/// </remarks>
public sealed class KernelBench
{
    const double Giga = 1e9;
    const string Arithmetics = "GFLOP/s";
    const string Traffics = "GB/s";

    /// <summary>How often the yardsticks are run before all else, so that their best is known.</summary>
    const int YardstickRuns = 25;

    readonly CpuOperations _operations = new();
    readonly Action<BenchResult> _report;
    readonly string? _filter;
    readonly Tensor _source = new(new Shape(1 << 25));
    readonly Tensor _target = new(new Shape(1 << 25));
    double _bestPeak;
    double _bestCopy;

    KernelBench(Action<BenchResult> report, string? filter)
    {
        _report = report;
        _filter = filter;
    }

    /// <summary>Measures on one thread, then on all, and reports each result as it comes.</summary>
    /// <param name="report">Takes the results.</param>
    /// <param name="filter">Only names that contain this, or null for all.</param>
    public static void Run(Action<BenchResult> report, string? filter = null)
    {
        var all = Threads.Count;
        try
        {
            foreach (var threads in all == 1 ? new[] { 1 } : [1, all])
            {
                Threads.Count = threads;
                new KernelBench(report, filter).RunAll();
            }
        }
        finally
        {
            Threads.Count = all;
        }
    }

    void RunAll()
    {
        for (var i = 0; i < YardstickRuns; i++)
            _ = (Peak(), Copy());
        _report(new BenchResult(
            "multiply-add peak, from registers", Threads.Count, 0, _bestPeak / Giga, Arithmetics, 1, 1));
        _report(new BenchResult("copy of 128 MB", Threads.Count, 0, _bestCopy / Giga, Traffics, 1, 1));
        Linear(1536, 1536, 1536);
        foreach (var (tokens, inputs, outputs) in new[]
        {
            (4096, 320, 320), (4096, 320, 2560), (4096, 1280, 320), (1024, 640, 640), (1024, 640, 5120),
                (1024, 2560, 640),
            (256, 1280, 1280), (256, 1280, 10240), (256, 5120, 1280), (64, 1280, 1280), (77, 768, 320), (77, 768, 1280),
        })
            Linear(tokens, inputs, outputs);
        foreach (var (side, inputs, outputs, stride) in new[]
        {
            (64, 320, 320, 1), (64, 960, 320, 1), (64, 640, 320, 1), (64, 320, 320, 2), (32, 640, 640, 1),
                (32, 1920, 640, 1),
            (16, 1280, 1280, 1), (16, 2560, 1280, 1), (8, 1280, 1280, 1), (256, 32, 32, 1), (128, 64, 64, 1),
            (512, 128, 128, 1),
        })
            Convolution(side, inputs, outputs, stride);
        Attention(4096, 4096, 8, 40);
        Attention(4096, 77, 8, 40);
        Attention(1024, 1024, 8, 80);
        Attention(256, 256, 8, 160);
        Attention(4096, 4096, 1, 512);
        WeightGradient(32, 64, 64, 8);
        WeightGradient(64, 32, 32, 8);
        Memory();
    }

    void Linear(int rows, int inputs, int outputs)
    {
        var x = Random(rows, inputs);
        var (weight, bias) = (new Weight("weight", Random(outputs, inputs)), new Weight("bias", Random(outputs)));
        Arithmetic($"linear {rows} x {inputs} -> {outputs}", 2.0 * rows * inputs * outputs, () =>
            _operations.Linear(x, weight, bias));
    }

    void Convolution(int side, int inputs, int outputs, int stride)
    {
        var x = Random(1, side, side, inputs);
        var (weight, bias) = (new Weight("weight", Random(outputs, inputs, 3, 3)), new Weight("bias", Random(outputs)));
        var name = $"convolution 3x3{(stride > 1 ? $" stride {stride}" : "")}, {side} x {side}, {inputs} -> {outputs}";
        Arithmetic(name, 18.0 * side * side * inputs * outputs / stride / stride,
            () => _operations.Convolve(x, weight, bias, Window.Padded(1, stride)));
    }

    void Attention(int queries, int keys, int heads, int headWidth)
    {
        var q = Random(1, queries, heads * headWidth);
        var (k, v) = (Random(1, keys, heads * headWidth), Random(1, keys, heads * headWidth));
        Arithmetic($"attention {queries} x {keys}, {heads} heads of {headWidth}",
            4.0 * queries * keys * heads * headWidth,
            () => _operations.Attention(q, k, v, heads));
    }

    void WeightGradient(int side, int inputs, int outputs, int batch)
    {
        var shape = new ConvolutionShape(
            new Shape(batch, side, side, inputs), new Shape(outputs, inputs, 3, 3), Window.Same3x3, "weight");
        Tensor x = Random(batch, side, side, inputs), dy = Random(batch, side, side, outputs),
            gradient = Random(outputs, 9, inputs);
        Arithmetic($"weight gradient 3x3, {batch} x {side} x {side}, {inputs} -> {outputs}",
            18.0 * batch * side * side * inputs * outputs,
            () => ConvolutionVector.AddWeightGradient(x.Span, dy.Span, gradient.Span, shape));
    }

    /// <summary>Work that memory sets the pace of: bytes that must be read and written, over the time.</summary>
    void Memory()
    {
        var x = Random(1, 512, 512, 128);
        var other = Random(1, 512, 512, 128);
        Weight gain = new("gain", Random(128)), bias = new("bias", Random(128));
        var bytes = sizeof(float) * (double)x.Shape.Count;
        Traffic("add 512 x 512 x 128", 3 * bytes, () => _operations.Add(x, other));
        Traffic("scale 512 x 512 x 128", 2 * bytes, () => _operations.Scale(x, 2));
        Traffic("silu 512 x 512 x 128", 2 * bytes, () => _operations.Activate(x, Activation.Silu));
        Traffic("gelu 512 x 512 x 128", 2 * bytes, () => _operations.Activate(x, Activation.Gelu));
        Traffic("group norm + silu 512 x 512 x 128 (reads twice)", 3 * bytes, () =>
            _operations.GroupNorm(x, gain, bias, 32, 1e-5f, Activation.Silu));
        Traffic("layer norm 512 x 512 x 128", 2 * bytes, () => _operations.LayerNorm(x, gain, bias, 1e-5f));
        Traffic("softmax 512 x 512 x 128", 2 * bytes, () => _operations.Softmax(x));
    }

    double Peak() => Best(PeakRate.MultiplyAdds(Threads.Count), ref _bestPeak);

    double Copy() => Best(PeakRate.CopyBytes(_source, _target), ref _bestCopy);

    static double Best(double rate, ref double best)
    {
        best = Math.Max(best, rate);
        return rate;
    }

    void Arithmetic(string name, double operations, Action run) => Measure(name, operations, Arithmetics, run);

    void Traffic(string name, double bytes, Action run) => Measure(name, bytes, Traffics, run);

    void Measure(string name, double amount, string unit, Action run)
    {
        if (_filter is not null && !name.Contains(_filter, StringComparison.OrdinalIgnoreCase))
            return;
        var isArithmetic = unit == Arithmetics;
        var (seconds, medianShare) = Timing.Against(isArithmetic ? Peak : Copy, amount, () =>
        {
            using var scope = _operations.Scope();
            run();
        });
        var (rate, best) = (amount / seconds, isArithmetic ? _bestPeak : _bestCopy);
        _report(new BenchResult(name, Threads.Count, seconds, rate / Giga, unit, rate / best, medianShare));
    }

    static Tensor Random(params int[] lengths)
    {
        var tensor = new Tensor(new Shape(lengths));
        var random = new Random(1);
        foreach (ref var value in tensor.Span)
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
