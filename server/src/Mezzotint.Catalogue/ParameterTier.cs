namespace Mezzotint.Catalogue;

/// <summary>Which parameters may be set; each tier has those before it.</summary>
public enum ParameterTier
{
    /// <summary>Prompt, size and count.</summary>
    Basic,

    /// <summary>And negative prompt, seed, steps and guidance.</summary>
    Standard,

    /// <summary>And sampler, scheduler, LoRA and the strength of image-to-image.</summary>
    Advanced,

    /// <summary>And everything else that the engine has.</summary>
    Full,
}
