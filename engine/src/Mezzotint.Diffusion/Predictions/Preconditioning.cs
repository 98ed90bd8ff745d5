using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Predictions;

/// <summary>D(x; sigma) = c_skip x + c_out F(c_in x), Karras et al. 2022 (arXiv:2206.00364), eq. 7, with sigma_data =
/// 1.</summary>
/// <param name="Skip">c_skip: share of the noisy latent in the estimate.</param>
/// <param name="Output">c_out: factor of the network's output.</param>
/// <param name="Input">c_in: factor that brings the latent to the network's units.</param>
public readonly record struct Preconditioning(double Skip, double Output, double Input)
{
    /// <summary>The coefficients for a prediction type at a noise level.</summary>
    /// <param name="type">What the network outputs.</param>
    /// <param name="sigma">Noise level, 0 or more.</param>
    public static Preconditioning At(PredictionType type, double sigma)
    {
        var variance = sigma * sigma + 1;
        var scale = 1 / Math.Sqrt(variance);
        return type switch
        {
            PredictionType.Epsilon => new(1, -sigma, scale),
            PredictionType.Velocity => new(1 / variance, -sigma * scale, scale),
            PredictionType.Sample => new(0, 1, scale),
            PredictionType.Flow => new(1, -sigma, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such prediction type."),
        };
    }

    /// <summary>What the network is fed: c_in x.</summary>
    public Tensor ModelInput(Tensor latent) => latent * (float)Input;

    /// <summary>The estimate of the clean latent from the network's output.</summary>
    /// <param name="latent">The noisy latents, any shape.</param>
    /// <param name="output">The network's output for them, the same shape.</param>
    public Tensor Denoised(Tensor latent, Tensor output) => latent * (float)Skip + output * (float)Output;
}
