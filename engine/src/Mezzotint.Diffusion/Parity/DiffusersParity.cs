using System.Text.Json;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Replays the scheduler runs of diffusers in a golden folder, on the timesteps and sigmas recorded
/// there.</summary>
public static class DiffusersParity
{
    /// <summary>Classes whose latents are in our units; those of the others are shorter by alpha.</summary>
    static readonly string[] InSigmaUnits =
    [
        "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler", "HeunDiscreteScheduler", "KDPM2DiscreteScheduler",
        "KDPM2AncestralDiscreteScheduler", "LMSDiscreteScheduler", "FlowMatchEulerDiscreteScheduler",
        "FlowMatchHeunDiscreteScheduler", "F",
    ];

    /// <summary>Compares every run listed under samplers/diffusers.</summary>
    /// <param name="goldenFolder">The folder that holds samplers/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder) =>
        GoldenIndex.Cases(goldenFolder, "samplers/diffusers", "runs",
            (name, path, run) =>
                ParityResult.Of(name, Tolerance(run), () => LargestError(run, new GoldenTensors(path))));

    static double Tolerance(JsonElement run) =>
        run.GetProperty("cls").GetString() == "UniPCMultistepScheduler" ? 1e-3 : 1e-5;

    static double LargestError(JsonElement index, GoldenTensors golden)
    {
        var name = index.GetProperty("cls").GetString()!;
        var sampler = DiffusersSampler.Create(name, index.GetProperty("config"), index.GetProperty("step"));
        var timesteps = golden.Vector("timesteps");
        var sigmas = golden.Find("sigmas") is { } recorded ? Distinct(recorded.Span) : Sigmas(name, index, timesteps);
        var replay = new DiffusersReplay(index.GetProperty("toy").GetString()!, timesteps, golden);
        var isScaled = !InSigmaUnits.Contains(name);
        var start = isScaled ? golden["x_init"] * (1 / LatentDiffusionParity.Scale(sigmas[0])) : golden["x_init"];
        var final = sampler.Sample(start, new SamplingRun(replay.Denoise, sigmas, replay.Noise));
        if (isScaled)
            final *= LatentDiffusionParity.Scale(sigmas[^1]);
        return Math.Max(replay.LargestError, Deviation.Mixed(final, golden["x_final"]));
    }

    /// <summary>Sigmas without the repetitions that schedulers of two stages keep.</summary>
    static float[] Distinct(ReadOnlySpan<float> sigmas)
    {
        var distinct = new List<float>();
        foreach (var sigma in sigmas)
            if (distinct.Count == 0 || distinct[^1] != sigma)
                distinct.Add(sigma);
        return [.. distinct];
    }

    /// <summary>Sigmas at the timesteps of a scheduler that keeps none, and the last one: 0, or that of timestep
    /// 0.</summary>
    static float[] Sigmas(string name, JsonElement index, float[] timesteps)
    {
        var levels = DiscreteNoiseLevels.StableDiffusion(isRounded: true);
        var isLastZero = name is "DDPMScheduler" or "LCMScheduler"
            || (index.GetProperty("config").TryGetProperty("set_alpha_to_one", out var toOne) ? toOne.GetBoolean()
                : name == "DDIMScheduler");
        return [.. timesteps.Distinct().Select(t => levels.Sigmas[(int)t]), isLastZero ? 0 : levels.Sigmas[0]];
    }
}
