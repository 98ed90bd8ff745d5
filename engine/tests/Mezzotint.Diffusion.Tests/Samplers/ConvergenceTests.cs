using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Samplers;

/// <summary>
/// For data of variance 1 around 0 the best denoiser is D = x / (1 + sigma^2), and the probability-flow ODE
/// dx/dsigma = (x - D) / sigma has the solution x(sigma) = x(s) sqrt((1 + sigma^2) / (1 + s^2)).
/// </summary>
public sealed class ConvergenceTests
{
    const float First = 10, Last = 0.1f;

    public static TheoryData<string, double> Orders => new()
    {
        { "Euler", 1 }, { "DDIM", 1 }, { "Heun", 2 }, { "DPM2", 2 }, { "DPM++ 2M", 2 }, { "LMS", 2 }, { "UniPC", 2 },
        { "UniPC bh2", 2 }, { "DEIS", 2 }, { "IPNDM V", 2 }, { "PLMS", 1 }, { "IPNDM", 1 }, { "Res Multistep", 2 },
        { "Gradient Estimation", 1 }, { "DPM fast", 3 },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Halving_the_steps_of_a_method_of_order_p_leaves_a_2p_th_of_the_error(string name, double order) =>
        AssertOrder(SamplerNames.Find(name), order);

    [Fact]
    public void Stochastic_methods_without_noise_keep_their_order()
    {
        AssertOrder(new DpmPlusPlus2SAncestral { Eta = 0 }, 2);
        AssertOrder(new DpmPlusPlusSde { Eta = 0 }, 2);
        AssertOrder(new DpmPlusPlusMultistepSde { Eta = 0 }, 2);
        AssertOrder(new DpmPlusPlusMultistepSde { Eta = 0, Order = 3, IsHeun = true }, 2);
        AssertOrder(new Seeds2 { Eta = 0 }, 2);
        AssertOrder(new Seeds2 { Eta = 0, UsesPhi2 = true }, 2);
    }

    [Fact]
    public void The_adaptive_method_keeps_its_error_near_what_it_allows()
    {
        var error = Error(new DpmAdaptive { RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-4 }, 10);
        Assert.InRange(error, 0, 1e-3);
    }

    static void AssertOrder(Sampler sampler, double order)
    {
        // no multiples of 3: DPM fast ends those in Euler
        var (coarse, fine) = (Error(sampler, 23), Error(sampler, 47));
        Assert.True(Math.Log2(coarse / fine) > order - 0.35,
            $"{sampler.GetType().Name}: error {coarse:g3} with 23 steps, {fine:g3} with 47");
    }

    static double Error(Sampler sampler, int steps)
    {
        float[] sigmas = SigmaSchedules.PolyExponential(Last, First, steps + 1)[..^1];
        var start = new Tensor(new Shape(1, 1, 1, 1), [8f]);
        var end = sampler.Sample(start, new SamplingRun((x, s) => x / (1 + s * s), sigmas, (_, _) => start * 0));
        return Math.Abs(end.Span[0] - 8 * Math.Sqrt((1 + Last * Last) / (1 + First * First)));
    }
}
