namespace Mezzotint.Diffusion.Samplers;

/// <summary>Stand-in until the list of samplers lands.</summary>
public static class SamplerNames
{
    /// <summary>The sampler of a name.</summary>
    public static Sampler Find(string name) => name switch
    {
        "euler" => new Euler(),
        "euler_ancestral" or "euler_a" => new EulerAncestral(),
        "dpmpp_2m" or "dpmpp2m" => new DpmPlusPlus2M(),
        _ => throw new ArgumentException($"There is no sampler '{name}'."),
    };
}
