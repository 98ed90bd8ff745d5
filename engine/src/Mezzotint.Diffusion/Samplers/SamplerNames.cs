namespace Mezzotint.Diffusion.Samplers;

/// <summary>The samplers by the names that users give them.</summary>
public static class SamplerNames
{
    static readonly (string Name, string[] Aliases, Sampler Sampler)[] Samplers =
    [
        ("Euler", [], new Euler()),
        ("Euler a", [], new EulerAncestral()),
        ("Heun", [], new Heun()),
        ("Heun++ 2", ["heunpp"], new HeunPlusPlus2()),
        ("DPM2", [], new Dpm2()),
        ("DPM2 a", [], new Dpm2Ancestral()),
        ("LMS", [], new Lms { EndsDenoised = true }),
        ("DPM++ 2S a", ["dpmpp2s"], new DpmPlusPlus2SAncestral()),
        ("DPM++ 2M", [], new DpmPlusPlus2M()),
        ("DPM++ SDE", ["dpmppsdegpu"], new DpmPlusPlusSde()),
        ("DPM++ 2M SDE", ["dpmpp2msdegpu"], new DpmPlusPlusMultistepSde()),
        ("DPM++ 2M SDE Heun", [], new DpmPlusPlusMultistepSde { IsHeun = true }),
        ("DPM++ 3M SDE", ["dpmpp3msdegpu"], new DpmPlusPlusMultistepSde { Order = 3, IsHeun = true }),
        ("DPM fast", [], new DpmFast()),
        ("DPM adaptive", [], new DpmAdaptive()),
        ("UniPC", ["unipcbh1"], new UniPc { IsB2 = false }),
        ("UniPC bh2", [], new UniPc()),
        ("DDIM", [], new EulerAncestral { Eta = 0 }),
        ("DDPM", [], new EulerAncestral()),
        ("PLMS", ["pndm"], new Plms()),
        ("LCM", [], new Lcm()),
        ("DEIS", [], new Deis()),
        ("IPNDM", [], new Ipndm()),
        ("IPNDM V", [], new Ipndm { IsVariable = true }),
        ("ER SDE", [], new ErSde()),
        ("SEEDS 2", [], new Seeds2()),
        ("Res Multistep", [], new ResMultistep()),
        ("Res Multistep a", [], new ResMultistep { Eta = 1 }),
        ("Gradient Estimation", [], new GradientEstimation()),
    ];

    /// <summary>The names, each once, as they are shown.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Samplers.Select(sampler => sampler.Name)];

    /// <summary>
    /// The sampler of a name, with its usual options. Capitals, spaces, hyphens and underscores do not count, "pp"
    /// stands for "++" and "ancestral" for "a": "Euler a", "euler_a" and "euler_ancestral" are one.
    /// </summary>
    /// <exception cref="ArgumentException">There is none: the message lists the names.</exception>
    public static Sampler Find(string name)
    {
        var wanted = Plain(name);
        foreach (var (known, aliases, sampler) in Samplers)
            if (Plain(known) == wanted || aliases.Contains(wanted))
                return sampler;
        throw new ArgumentException($"There is no sampler '{name}'. Known are: {string.Join(", ", All)}.");
    }

    static string Plain(string name) =>
        string.Concat(name.ToLowerInvariant().Replace("++", "pp", StringComparison.Ordinal).Where(char.IsLetterOrDigit))
            .Replace("ancestral", "a", StringComparison.Ordinal);
}
