namespace Mezzotint.Diffusion.Predictions;

/// <summary>What a network was trained to output.</summary>
public enum PredictionType
{
    /// <summary>The noise n in x = x0 + sigma n.</summary>
    Epsilon,

    /// <summary>v = alpha n - sigma_vp x0, Salimans and Ho 2022 (arXiv:2202.00512), section 4.</summary>
    Velocity,

    /// <summary>The clean latent x0 itself.</summary>
    Sample,

    /// <summary>The velocity n - x0 of a straight path x = (1 - sigma) x0 + sigma n, Liu et al. 2022
    /// (arXiv:2209.03003).</summary>
    Flow,
}
