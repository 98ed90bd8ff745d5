using System.Text.Json;
using Mezzotint.Diffusion.Samplers;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The sampler of ours that a diffusers scheduler amounts to in units of x0 + sigma n.</summary>
static class DiffusersSampler
{
    /// <summary>Creates it from the scheduler's class, its configuration and the arguments of its step.</summary>
    /// <exception cref="SkipCaseException">There is none.</exception>
    public static Sampler Create(string name, JsonElement config, JsonElement step) => name switch
    {
        "PNDMScheduler" when Flag(config, "skip_prk_steps", false) => new Plms(),
        "DDIMScheduler" => new EulerAncestral { Eta = Number(step, "eta", 0) },
        "DDPMScheduler" => new EulerAncestral(),
        "EulerDiscreteScheduler" when Number(step, "s_churn", 0) == 0 => new Euler(),
        "EulerAncestralDiscreteScheduler" => new EulerAncestral(),
        "HeunDiscreteScheduler" => new Heun(),
        "KDPM2DiscreteScheduler" => new Dpm2(),
        "KDPM2AncestralDiscreteScheduler" => new Dpm2Ancestral(),
        "LMSDiscreteScheduler" => new Lms { Order = (int)Number(step, "order", 4) },
        "DPMSolverMultistepScheduler" => Multistep(config),
        "UniPCMultistepScheduler" => new UniPc
        {
            Order = (int)Number(config, "solver_order", 2),
            IsB2 = Text(config, "solver_type", "bh2") == "bh2",
        },
        "DEISMultistepScheduler" => new Deis
        {
            Order = (int)Number(config, "solver_order", 2),
            IsLogSigma = true,
            LowersOrderAtEnd = Flag(config, "lower_order_final", true),
        },
        "LCMScheduler" => new Lcm(),
        "FlowMatchEulerDiscreteScheduler" or "F" => new Euler(),
        "FlowMatchHeunDiscreteScheduler" => new Heun(),
        _ => throw new SkipCaseException($"the scheduler '{name}' with these arguments is not offered"),
    };

    static DpmPlusPlusMultistepSde Multistep(JsonElement config)
    {
        var algorithm = Text(config, "algorithm_type", "dpmsolver++");
        if (algorithm is not ("dpmsolver++" or "sde-dpmsolver++"))
            throw new SkipCaseException($"the algorithm '{algorithm}' is not offered");
        return new()
        {
            Order = (int)Number(config, "solver_order", 2),
            Eta = algorithm == "dpmsolver++" ? 0 : 1,
            IsHeun = Text(config, "solver_type", "midpoint") == "heun",
            LowersOrderAtEnd = Flag(config, "lower_order_final", true),
        };
    }

    static double Number(JsonElement values, string name, double otherwise) =>
        values.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : otherwise;

    static bool Flag(JsonElement values, string name, bool otherwise) =>
        values.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.True : otherwise;

    static string Text(JsonElement values, string name, string otherwise) =>
        values.TryGetProperty(name, out var value) ? value.GetString() ?? otherwise : otherwise;
}
