using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Pseudo linear multistep (PLMS), Liu et al. 2022 (arXiv:2202.09778), Algorithm 2 with a Heun
/// start.</summary>
/// <remarks>
/// The paper's transfer, eq. 11, is Euler's step in x / alpha and sigma; slopes are combined by Adams-Bashforth with
/// the coefficients of equal steps. One denoiser call a step, two in the first.
/// </remarks>
public sealed class Plms : Sampler
{
    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        var slopes = new List<Tensor>(); // newest first
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1], h = sigmaNext - sigma;
            slopes.Insert(0, Slope(x, run.DenoiseStep(i, x, sigma), sigma));
            if (slopes.Count > 4)
                slopes.RemoveAt(4);
            if (i == 0 && sigmaNext > 0)
            {
                var predicted = Combine((1, x), (h, slopes[0]));
                var slopeNext = Slope(predicted, run.Denoise(predicted, sigmaNext), sigmaNext);
                x = Combine((1, x), (h / 2, slopes[0]), (h / 2, slopeNext));
                continue;
            }
            var weights = Ipndm.AdamsBashforth[slopes.Count - 1];
            x = Combine([(1, x), .. slopes.Select((slope, k) => (h * weights[k], slope))]);
        }
        return x;
    }
}
