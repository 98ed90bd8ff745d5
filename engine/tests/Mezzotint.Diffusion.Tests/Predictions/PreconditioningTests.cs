using Mezzotint.Diffusion.Predictions;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Predictions;

public sealed class PreconditioningTests
{
    static readonly Tensor Clean = new(new Shape(1, 1, 1, 3), [0.5f, -1f, 2f]);
    static readonly Tensor Noise = new(new Shape(1, 1, 1, 3), [1f, 0.25f, -0.75f]);

    /// <summary>A network that outputs exactly what it was trained to output must give back the clean latent.</summary>
    [Theory]
    [InlineData(PredictionType.Epsilon)]
    [InlineData(PredictionType.Velocity)]
    [InlineData(PredictionType.Sample)]
    [InlineData(PredictionType.Flow)]
    public void A_perfect_network_gives_the_clean_latent(PredictionType type)
    {
        const float sigma = 0.6f;
        var alpha = 1 / MathF.Sqrt(1 + sigma * sigma);
        var output = type switch
        {
            PredictionType.Epsilon => Noise,
            PredictionType.Velocity => Noise * alpha - Clean * (sigma * alpha),
            PredictionType.Sample => Clean,
            _ => Noise - Clean,
        };
        var denoised = Preconditioning.At(type, sigma).Denoised(Noising.Add(type, Clean, Noise, sigma), output);
        Assert.All((denoised - Clean).Span.ToArray(), error => Assert.InRange(Math.Abs(error), 0, 1e-6));
    }

    [Theory]
    [InlineData(PredictionType.Epsilon, 1.25)]
    [InlineData(PredictionType.Flow, 0.75)]
    public void Full_noise_has_the_variance_of_the_process(PredictionType type, double expected)
    {
        const double sigma = 0.75; // sqrt(1 + 0.75^2) = 1.25
        var start = Noising.AddFull(type, Clean * 0, Noise, sigma);
        Assert.Equal(expected, start.Span[0], 1e-6);
    }

    [Fact]
    public void A_stopped_flow_gets_its_scale_back()
    {
        var stopped = Noising.Add(PredictionType.Flow, Clean, Noise * 0, 0.25);
        Assert.Equal(Clean.Span.ToArray(), Noising.Unscale(PredictionType.Flow, stopped, 0.25).Span.ToArray());
    }
}
