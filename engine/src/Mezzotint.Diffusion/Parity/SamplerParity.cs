using System.Text.Json;
using Mezzotint.Diffusion.Samplers;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Replays the sampler runs of k-diffusion and ComfyUI in a golden folder: the same start, sigmas and noise
/// must give the same latents.</summary>
public static class SamplerParity
{
    /// <summary>The time shift of the flow model in the golden runs.</summary>
    const double FlowShift = 3;

    /// <summary>The level that ComfyUI's UniPC puts in place of 0.</summary>
    const float UniPcLastSigma = 0.001f;

    /// <summary>Compares every run listed under samplers/{kdiffusion,comfyui}.</summary>
    /// <param name="goldenFolder">The folder that holds samplers/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder)
    {
        foreach (var library in new[] { "kdiffusion", "comfyui" })
            foreach (var result in GoldenIndex.Cases(goldenFolder, $"samplers/{library}", "samplers", Compare))
                yield return result;
    }

    static ParityResult Compare(string name, string path, JsonElement run) =>
        ParityResult.Of(name, Tolerance(run), () => LargestError(run, new GoldenTensors(path)));

    static double Tolerance(JsonElement run)
    {
        var function = Function(run);
        if (function.StartsWith("unipc", StringComparison.Ordinal))
            return 1e-3;
        if (function == "dpm_adaptive")
            return 1e-2;
        var measured = run.TryGetProperty("f32_vs_f64_max_abs", out var value)
            && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;
        return Math.Max(1e-5, 10 * measured);
    }

    static string Function(JsonElement run)
    {
        var last = run.GetProperty("function").GetString()!.Split('.')[^1];
        return last.StartsWith("sample_", StringComparison.Ordinal) ? last["sample_".Length..] : last;
    }

    static double LargestError(JsonElement index, GoldenTensors golden)
    {
        var isComfy = index.GetProperty("function").GetString()!.StartsWith("comfy", StringComparison.Ordinal);
        var arguments = new SamplerArguments(index.GetProperty("kwargs")).Checked();
        var function = Function(index);
        var sampler = arguments.Create(function, isComfy);
        var sigmas = golden.Vector("sigmas");
        if (function.StartsWith("unipc", StringComparison.Ordinal) && sigmas[^1] == 0)
            sigmas[^1] = UniPcLastSigma;
        if (function == "dpm_fast") // only their number matters, with the ends
            sigmas = FastSigmas(sigmas, (int)arguments.Number("n", index.GetProperty("model_calls").GetInt32()));
        var isFlow = index.TryGetProperty("flow", out var flow) && flow.GetBoolean();

        var toy = ToyDenoisers.Named(index.GetProperty("toy").GetString()!);
        var recorder = new RunRecorder(toy, golden,
            comparesLatents: !(function is "ipndm" or "ipndm_v" or "deis" or "dpm_adaptive"));
        var run = new SamplingRun(recorder.Denoise, sigmas, recorder.Noise)
        {
            FlowShift = isFlow ? FlowShift : null,
            Progress = recorder.Record,
        };
        var final = sampler.Sample(golden["x_init"], run);
        return Math.Max(recorder.LargestError(), Deviation.Mixed(final, golden["x_final"]));
    }

    static float[] FastSigmas(float[] sigmas, int calls)
    {
        var spread = new float[calls + 1];
        Array.Fill(spread, sigmas.Last(s => s > 0));
        spread[0] = sigmas[0];
        return spread;
    }
}
