using System.Diagnostics;
using Mezzotint.Bench.Networks;
using Mezzotint.Diffusion;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;
using TensorList = System.Collections.Generic.IEnumerable<
    System.Collections.Generic.KeyValuePair<string, Mezzotint.Tensors.Tensor>>;

namespace Mezzotint.Bench;

/// <summary>
/// How long LoRAs take to be put on, changed and taken off: a UNet of SD 1.5's sizes in half precision.
/// </summary>
/// <remarks>
/// Each change is timed with the packing that the first step after it would wait for. Processor seconds of all threads
/// stand beside the clock's, because these machines are shared. The first time is on memory that the system hands out,
/// which on a virtual machine it may have to ask its host for.
/// </remarks>
public static class LoraBench
{
    const int Rounds = 3;

    /// <summary>Measures and prints a line for each kind and rank.</summary>
    /// <param name="output">Where lines go.</param>
    /// <param name="filter">Only what has this in its name; null for all.</param>
    public static void Run(TextWriter output, string? filter = null)
    {
        var folder = Directory.CreateTempSubdirectory("mezzotint-lora-").FullName;
        try
        {
            var weights = new Dictionary<string, Weight>();
            _ = new UNetModel(new WeightSource((name, shape) =>
                weights[name] = new Weight(name, shape, () => Halves(shape, shape.Rank > 1 ? -16 : -12))),
                FullSizes.Sd15);
            var matrices = weights.Where(weight => weight.Value.Shape.Rank > 1).ToList();
            var targets = new LoraTargets();
            targets.AddUNet(weights, FullSizes.Sd15);
            using var stack = new LoraStack(targets, "SD 1.x");
            output.WriteLine($"{"packed for the first time",-40} {Packing(matrices, () => { })}   (clock, processor)");
            output.WriteLine($"{"",-40} {"first time",-18} {"on again",-18} {"another multiplier",-18} off");
            foreach (var (name, pick, parts) in Kinds)
            {
                if (filter is not null && !name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                    continue;
                var path = Path.Combine(folder, $"{name}.safetensors");
                SafetensorsWriter.Write(
                    path, matrices.Where(matrix => pick(matrix.Key)).SelectMany(parts), dtype: DType.F16);
                Measure(output, name, multiplier => Packing(
                    matrices, () => stack.Apply(multiplier == 0 ? [] : [new LoraUse(path, multiplier)])));
                File.Delete(path);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Once on memory that the system must hand out, then the best of several rounds.</summary>
    static void Measure(TextWriter output, string name, Func<double, Time> apply)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var first = apply(0.8);
        apply(0);
        var best = Enumerable.Range(0, Rounds).Select(_ => new[] { apply(0.8), apply(0.4), apply(0) })
            .MinBy(times => times.Sum(time => time.Processor))!;
        output.WriteLine($"{name,-40} {first,-18} {best[0],-18} {best[1],-18} {best[2]}");
    }

    static (string Name, Func<string, bool> Picks, Func<KeyValuePair<string, Weight>, TensorList> Parts)[] Kinds =>
    [
        ("LoRA of rank 8, transformers", IsInTransformer, weight => Product(weight, 8)),
        ("LoRA of rank 32, transformers", IsInTransformer, weight => Product(weight, 32)),
        ("LoRA of rank 128, transformers", IsInTransformer, weight => Product(weight, 128)),
        ("LoCon of rank 8, every layer", _ => true, weight => Product(weight, 8)),
        ("LoCon of rank 32, every layer", _ => true, weight => Product(weight, 32)),
        ("LoHa of rank 8, transformers", IsInTransformer, Hadamard),
        ("LoKr with factors of 8, transformers", IsInTransformer, Kronecker),
    ];

    static bool IsInTransformer(string name) => name.Contains("transformer_blocks", StringComparison.Ordinal)
        || name.Contains("proj_", StringComparison.Ordinal);

    static TensorList Product(KeyValuePair<string, Weight> weight, int rank)
    {
        var shape = weight.Value.Shape;
        yield return Part(weight, "lora_down.weight", shape.With(0, rank));
        yield return Part(weight, "lora_up.weight", new Shape(shape[0], rank));
    }

    static TensorList Hadamard(KeyValuePair<string, Weight> weight)
    {
        foreach (var name in (string[])["hada_w1", "hada_w2"])
        {
            yield return Part(weight, name + "_a", new Shape(weight.Value.Shape[0], 8));
            yield return Part(weight, name + "_b", new Shape(8, weight.Value.Shape.Count / weight.Value.Shape[0]));
        }
    }

    static TensorList Kronecker(KeyValuePair<string, Weight> weight)
    {
        yield return Part(weight, "lokr_w1", new Shape(8, 8));
        yield return Part(weight, "lokr_w2", new Shape(weight.Value.Shape[0] / 8, weight.Value.Shape[1] / 8));
    }

    static KeyValuePair<string, Tensor> Part(KeyValuePair<string, Weight> weight, string role, Shape shape) =>
        KeyValuePair.Create(
            $"lora_unet_{weight.Key[..^".weight".Length].Replace('.', '_')}.{role}", Halves(shape, -14));

    /// <summary>Multiples of a power of two that half precision holds.</summary>
    static Tensor Halves(Shape shape, int exponent)
    {
        var tensor = new Tensor(shape);
        var (state, step) = (1u, float.ScaleB(1, exponent));
        foreach (ref var value in tensor.Span)
        {
            state = state * 1664525u + 1013904223u; // the generator of Numerical Recipes
            value = ((int)(state >> 21) - 1024) * step;
        }
        return tensor;
    }

    static Time Packing(List<KeyValuePair<string, Weight>> matrices, Action change)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        change();
        foreach (var (_, weight) in matrices)
            _ = weight.Packed();
        process.Refresh();
        return new Time(clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    readonly record struct Time(double Clock, double Processor)
    {
        public override string ToString() => $"{Clock:0.00} s, {Processor:0.00} s";
    }
}
