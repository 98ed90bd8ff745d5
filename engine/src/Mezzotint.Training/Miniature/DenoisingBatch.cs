using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Miniature;

/// <summary>Noisy latents, their captions, and what the UNet shall answer.</summary>
/// <param name="Noisy">x_t = sqrt(abar) x0 + sqrt(1 - abar) n, (B, H, W, C).</param>
/// <param name="Target">
/// v = sqrt(abar) n - sqrt(1 - abar) x0, Salimans and Ho 2022 (arXiv:2202.00512), section 4; the same shape.
/// </param>
/// <param name="Timesteps">t of each.</param>
/// <param name="Captions">The text of each.</param>
sealed record DenoisingBatch(Tensor Noisy, Tensor Target, float[] Timesteps, CaptionBatch Captions)
{
    const float EmptyCaptionShare = 0.1f;

    static readonly double[] AlphaBars =
        [.. DiscreteNoiseLevels.AlphaBars(MiniatureSizes.Timesteps, MiniatureSizes.BetaStart, MiniatureSizes.BetaEnd)];

    /// <summary>Signal over noise, abar / (1 - abar).</summary>
    public static double SignalToNoise(float timestep) => AlphaBars[(int)timestep] / (1 - AlphaBars[(int)timestep]);

    /// <summary>Draws a batch: any scenes, fresh captions, fresh noise.</summary>
    /// <param name="latents">All latents, in order of their scenes.</param>
    /// <param name="norm">Brings them to deviation 1.</param>
    /// <param name="seed">Decides all.</param>
    /// <param name="timesteps">t of each.</param>
    /// <param name="dropProbability">
    /// How likely a caption leaves an attribute unsaid; one in ten is empty besides.
    /// </param>
    public static DenoisingBatch Draw(
        Half[] latents, LatentNorm norm, int seed, float[] timesteps, float dropProbability)
    {
        var channels = MiniatureSizes.Autoencoder.LatentChannels;
        var shape = new Shape(timesteps.Length, MiniatureSizes.Latent, MiniatureSizes.Latent, channels);
        var (noisy, target, captions) = (new Tensor(shape), new Tensor(shape), new string[timesteps.Length]);
        Threads.For(timesteps.Length, i =>
        {
            var random = new Random(Seeds.Mix(seed, i));
            var scene = random.Next(latents.Length / LatentFile.Length);
            captions[i] = random.NextSingle() < EmptyCaptionShare ? ""
                : Captioner.Describe(SceneSampler.Training.Draw(scene), random, dropProbability);
            Span<float> x = noisy.Rows(i, 1).Span, v = target.Rows(i, 1).Span;
            norm.Apply(latents.AsSpan(scene * LatentFile.Length, LatentFile.Length), x);
            Normal.Fill(v, random);
            Mix(x, v, AlphaBars[(int)timesteps[i]]);
        });
        return new DenoisingBatch(noisy, target, timesteps, CaptionBatch.Of(captions));
    }

    /// <summary>x: from x0 to x_t; v: from n to v.</summary>
    static void Mix(Span<float> x, Span<float> v, double alphaBar)
    {
        var (signal, noise) = ((float)Math.Sqrt(alphaBar), (float)Math.Sqrt(1 - alphaBar));
        for (var i = 0; i < x.Length; i++)
            (x[i], v[i]) = (signal * x[i] + noise * v[i], signal * v[i] - noise * x[i]);
    }
}
