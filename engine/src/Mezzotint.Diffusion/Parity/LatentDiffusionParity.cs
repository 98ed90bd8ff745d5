using System.Text.Json;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Replays the DDIM and PLMS runs of the latent-diffusion code in a golden folder.</summary>
/// <remarks>Its latents are alpha (x0 + sigma n), ours x0 + sigma n: they differ by the factor sqrt(1 +
/// sigma^2).</remarks>
public static class LatentDiffusionParity
{
    const double Tolerance = 1e-5;

    /// <summary>Compares every run listed under samplers/ldm.</summary>
    /// <param name="goldenFolder">The folder that holds samplers/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder) =>
        GoldenIndex.Cases(goldenFolder, "samplers/ldm", "runs",
        (name, path, run) => ParityResult.Of(name, Tolerance, () => LargestError(run, new GoldenTensors(path))));

    static double LargestError(JsonElement index, GoldenTensors golden)
    {
        Sampler sampler = index.GetProperty("cls").GetString() switch
        {
            "DDIMSampler" => new EulerAncestral { Eta = index.GetProperty("eta").GetDouble() },
            "PLMSSampler" => new Plms(),
            var other => throw new SkipCaseException($"the sampler '{other}' is not offered"),
        };
        var levels = DiscreteNoiseLevels.StableDiffusion(isRounded: true);
        float[] sigmas = [.. golden.Vector("timesteps").Reverse().Append(0).Select(t => levels.Sigmas[(int)t])];
        var (error, draws) = (0d, 0);
        var run = new SamplingRun(ToyDenoisers.Named("vp_nonlinear"), sigmas,
            (_, _) => GoldenTensors.Entry(golden["noise"], draws++))
        {
            Progress = p => error = Math.Max(error,
                Deviation.Mixed(p.Latent * Scale(p.Sigma), GoldenTensors.Entry(golden["x_inter"], p.Step))),
        };
        var final = sampler.Sample(golden["x_T"] * (1 / Scale(sigmas[0])), run);
        return Math.Max(error, Deviation.Mixed(final * Scale(sigmas[^1]), golden["x_final"]));
    }

    /// <summary>alpha = 1 / sqrt(1 + sigma^2).</summary>
    internal static float Scale(float sigma) => (float)(1 / Math.Sqrt(1 + (double)sigma * sigma));
}
