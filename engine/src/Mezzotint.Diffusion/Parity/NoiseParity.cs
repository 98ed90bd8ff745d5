using Mezzotint.Diffusion.Noise;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares seeded noise with what PyTorch, the A1111 web UI and torchsde draw from the same seeds.</summary>
public static class NoiseParity
{
    const double Tolerance = 2e-6; // of numbers up to about 5, whose logarithms and sines others compute in float32

    const double PathTolerance = 1e-5; // sums of such numbers, over steps as short as 0.08

    /// <summary>Compares every draw under samplers/rng.</summary>
    /// <param name="goldenFolder">The folder that holds samplers/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder)
    {
        var folder = Path.Combine(goldenFolder, "samplers", "rng");
        return WithTensors(folder, "rng", CompareDraws).Concat(WithTensors(folder, "brownian_tree", ComparePaths));
    }

    static IEnumerable<ParityResult> WithTensors(string folder, string file, Func<GoldenTensors,
        IEnumerable<ParityResult>> compare)
    {
        var (name, path) = ($"samplers/rng/{file}", Path.Combine(folder, file + ".safetensors"));
        if (!File.Exists(path))
            return [ParityResult.Skip(name, $"{path} is not there")];
        try
        {
            return [.. compare(new GoldenTensors(path))];
        }
        catch (Exception e) when (ParityResult.IsCaseError(e))
        {
            return [new ParityResult(name, ParityOutcome.Failed, 0, Tolerance, e.Message)];
        }
    }

    /// <summary>Names read kind.seedN.[draw...]: those that share kind and seed and are numbered or ordinal come from
    /// one generator.</summary>
    static IEnumerable<ParityResult> CompareDraws(GoldenTensors golden)
    {
        var sources = new Dictionary<string, NoiseSource>();
        foreach (var name in golden.Names)
        {
            var parts = name.Split('.');
            var key = parts[0] is "torch_cpu_sequence" or "philox_randn" ? $"{parts[0]}.{parts[1]}" : name;
            yield return ParityResult.Of($"samplers/rng/{name}", Tolerance, () =>
            {
                if (!sources.TryGetValue(key, out var source))
                    sources[key] = source = Source(parts[0], long.Parse(parts[1].AsSpan("seed".Length)));
                var values = new float[golden[name].Shape.Count];
                if (parts[^1].StartsWith("rand_", StringComparison.Ordinal))
                    ((TorchNoise)source).FillUniform(values);
                else
                    source.Fill(values);
                return Deviation.Mixed(values, golden[name].Span);
            });
        }
    }

    static NoiseSource Source(string kind, long seed) => kind switch
    {
        "torch_cpu_randn" or "torch_cpu_sequence" or "torch_cpu_generator" => new TorchNoise(seed),
        "philox_randn" => new PhiloxNoise(seed),
        _ => throw new SkipCaseException($"the generator '{kind}' is not offered"),
    };

    /// <summary>One path a seed; draw i is that of the step from sigma i to sigma i + 1.</summary>
    static IEnumerable<ParityResult> ComparePaths(GoldenTensors golden)
    {
        var sigmas = golden.Vector("sigmas");
        foreach (var name in golden.Names.Where(name => name.StartsWith("seed", StringComparison.Ordinal)))
            yield return ParityResult.Of($"samplers/rng/brownian_tree.{name}", PathTolerance, () =>
            {
                var shape = GoldenTensors.Entry(golden[name], 0).Shape;
                var seed = long.Parse(name.AsSpan("seed".Length));
                var noise = new BrownianNoise([seed], shape, sigmas.Where(s => s > 0).Min(), sigmas.Max());
                return Enumerable.Range(0, golden[name].Shape[0])
                    .Max(i => Deviation.Mixed(noise.Draw(sigmas[i], sigmas[i + 1]),
                        GoldenTensors.Entry(golden[name], i)));
            });
    }
}
