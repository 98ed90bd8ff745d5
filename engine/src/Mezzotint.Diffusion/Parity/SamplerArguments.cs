using System.Text.Json;
using Mezzotint.Diffusion.Samplers;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The keyword arguments of a reference sampler, and the sampler of ours that they describe.</summary>
sealed class SamplerArguments(JsonElement arguments)
{
    /// <summary>The sampler for a function of k-diffusion or ComfyUI.</summary>
    /// <param name="function">Its name without module and without "sample_".</param>
    /// <param name="isComfy">Whether ComfyUI's version is meant where the two differ.</param>
    public Sampler Create(string function, bool isComfy) => function switch
    {
        "euler" => new Euler { Churn = Churn() },
        "heun" => new Heun { Churn = Churn() },
        "dpm_2" => new Dpm2 { Churn = Churn() },
        "heunpp2" => new HeunPlusPlus2 { Churn = Churn() },
        "euler_ancestral" => new EulerAncestral { Eta = Eta(1), NoiseScale = NoiseScale },
        "ddpm" => new EulerAncestral(),
        "dpm_2_ancestral" => new Dpm2Ancestral { Eta = Eta(1), NoiseScale = NoiseScale },
        "lms" => new Lms { Order = Integer("order", 4), EndsDenoised = isComfy },
        "dpm_fast" => new DpmFast { Eta = Eta(0), NoiseScale = NoiseScale },
        "dpm_adaptive" => Adaptive(),
        "dpmpp_2s_ancestral" => new DpmPlusPlus2SAncestral { Eta = Eta(1), NoiseScale = NoiseScale },
        "dpmpp_sde" or "dpmpp_sde_gpu" =>
            new DpmPlusPlusSde { Eta = Eta(1), NoiseScale = NoiseScale, MiddleShare = Number("r", 0.5) },
        "dpmpp_2m" => new DpmPlusPlus2M(),
        "dpmpp_2m_sde" or "dpmpp_2m_sde_gpu" => Multistep(2, Text("solver_type", "midpoint") == "heun"),
        "dpmpp_2m_sde_heun" or "dpmpp_2m_sde_heun_gpu" => Multistep(2, Text("solver_type", "heun") == "heun"),
        "dpmpp_3m_sde" or "dpmpp_3m_sde_gpu" => Multistep(3, true),
        "lcm" => new Lcm { NoiseScale = NoiseScale },
        "ipndm" => new Ipndm { Order = Integer("max_order", 4) },
        "ipndm_v" => new Ipndm { Order = Integer("max_order", 4), IsVariable = true },
        "deis" when Text("deis_mode", "tab") == "tab" => new Deis { Order = Integer("max_order", 3) },
        "er_sde" => new ErSde { Order = Integer("max_stage", 3), NoiseScale = NoiseScale },
        "seeds_2" => new Seeds2
        {
            Eta = Eta(1),
            NoiseScale = NoiseScale,
            MiddleShare = Number("r", 0.5),
            UsesPhi2 = Text("solver_type", "phi_1") == "phi_2",
        },
        "res_multistep" => new ResMultistep { Eta = 0, NoiseScale = NoiseScale },
        "res_multistep_ancestral" => new ResMultistep { Eta = Eta(1), NoiseScale = NoiseScale },
        "gradient_estimation" => new GradientEstimation { Gamma = Number("ge_gamma", 2) },
        "unipc" => new UniPc { IsB2 = false },
        "unipc_bh2" => new UniPc(),
        _ => throw new SkipCaseException($"the sampler '{function}' is not offered"),
    };

    /// <summary>Refuses a case with an argument that no sampler here reads, rather than ignoring it.</summary>
    public SamplerArguments Checked()
    {
        string[] known =
        [
            "s_churn", "s_tmin", "s_tmax", "s_noise", "eta", "order", "r", "solver_type", "max_order", "deis_mode",
            "max_stage", "ge_gamma", "rtol", "atol", "h_init", "pcoeff", "icoeff", "dcoeff", "accept_safety", "n",
        ];
        if (arguments.ValueKind == JsonValueKind.Object)
            foreach (var argument in arguments.EnumerateObject())
                if (!known.Contains(argument.Name))
                    throw Unknown(argument.Name);
        return this;
    }

    /// <summary>A number, or what stands for it when it is not given.</summary>
    public double Number(string name, double otherwise) =>
        arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble() : otherwise;

    double NoiseScale => Number("s_noise", 1);

    double Eta(double otherwise) => Number("eta", otherwise);

    int Integer(string name, int otherwise) => (int)Number(name, otherwise);

    string Text(string name, string otherwise) =>
        arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value)
            ? value.GetString() ?? otherwise : otherwise;

    Churn Churn() =>
        new(Number("s_churn", 0), Number("s_tmin", 0), Number("s_tmax", double.PositiveInfinity), NoiseScale);

    DpmPlusPlusMultistepSde Multistep(int order, bool isHeun) =>
        new() { Order = order, Eta = Eta(1), NoiseScale = NoiseScale, IsHeun = isHeun };

    DpmAdaptive Adaptive() => new()
    {
        Order = Integer("order", 3),
        RelativeTolerance = Number("rtol", 0.05),
        AbsoluteTolerance = Number("atol", 0.0078),
        FirstStep = Number("h_init", 0.05),
        Controller = (Number("pcoeff", 0), Number("icoeff", 1), Number("dcoeff", 0)),
        AcceptFactor = Number("accept_safety", 0.81),
        Eta = Eta(0),
        NoiseScale = NoiseScale,
    };

    static SkipCaseException Unknown(string name) => new($"the argument '{name}' is not offered");
}
