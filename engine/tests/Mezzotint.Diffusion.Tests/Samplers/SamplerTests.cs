using Mezzotint.Diffusion.Noise;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Samplers;

public sealed class SamplerTests
{
    static readonly Shape OneImage = new(1, 4, 3, 2);

    /// <summary>These end at the last sigma that is not 0.</summary>
    static readonly string[] StopEarly = ["DPM fast", "DPM adaptive"];

    public static TheoryData<string> Names => [.. SamplerNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_denoiser_that_always_sees_one_picture_gets_that_picture(string name)
    {
        var picture = Noise([5]);
        foreach (var flowShift in new double?[] { null, 3 })
        {
            if (flowShift is not null && StopEarly.Contains(name))
                continue; // they step in log sigma, from 1 to nearly 0
            var run = Run((_, _) => picture, flowShift) with { Noise = (_, _) => Noise([6]) };
            var error = SamplerNames.Find(name).Sample(Noise([7]) * run.Sigmas[0], run) - picture;
            Assert.All(error.Span.ToArray(),
                e => Assert.InRange(Math.Abs(e), 0, StopEarly.Contains(name) ? 0.2 : 1e-4));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_is_the_same_alone_and_in_a_batch(string name)
    {
        var sampler = SamplerNames.Find(name);
        if (sampler is DpmAdaptive)
            return; // its steps follow the error of the whole batch
        var batch = Sample(sampler, [11, 12, 13]);
        for (var i = 0; i < 3; i++)
            Assert.Equal(batch.Rows(i, 1).Span.ToArray(), Sample(sampler, [11 + i]).Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_is_reported_once_and_in_order(string name)
    {
        var reports = new List<SamplingProgress>();
        var run = Run(Toy) with { Progress = reports.Add };
        SamplerNames.Find(name).Sample(Noise([1]) * run.Sigmas[0], run);
        Assert.Equal(Enumerable.Range(0, reports.Count), reports.Select(report => report.Step));
        Assert.Equal(run.Sigmas[0], reports[0].Sigma, 1e-3);
        if (!StopEarly.Contains(name))
            Assert.Equal(run.Steps, reports.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cancelled_run_asks_the_denoiser_no_more(string name)
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var run = Run(CancelAtThird) with { Cancellation = source.Token };
        Assert.Throws<OperationCanceledException>(() => SamplerNames.Find(name).Sample(Noise([1]) * run.Sigmas[0],
            run));
        Assert.Equal(3, calls);

        Tensor CancelAtThird(Tensor x, float sigma)
        {
            if (++calls == 3)
                source.Cancel();
            return Toy(x, sigma);
        }
    }

    [Theory]
    [InlineData("Euler a", typeof(EulerAncestral))]
    [InlineData("euler_a", typeof(EulerAncestral))]
    [InlineData("EULER_ANCESTRAL", typeof(EulerAncestral))]
    [InlineData("dpmpp_2m", typeof(DpmPlusPlus2M))]
    [InlineData("DPM++ 2M", typeof(DpmPlusPlus2M))]
    [InlineData("dpm++2m", typeof(DpmPlusPlus2M))]
    [InlineData("dpm_2_ancestral", typeof(Dpm2Ancestral))]
    [InlineData("dpmpp_2s_ancestral", typeof(DpmPlusPlus2SAncestral))]
    [InlineData("uni_pc_bh2", typeof(UniPc))]
    [InlineData("heunpp2", typeof(HeunPlusPlus2))]
    [InlineData("dpm_adaptive", typeof(DpmAdaptive))]
    public void Names_are_found_however_they_are_written(string name, Type sampler) =>
        Assert.IsType(sampler, SamplerNames.Find(name));

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => SamplerNames.Find("Eulre"));
        Assert.All(SamplerNames.All, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Contains("'Eulre'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dpm_fast_asks_the_denoiser_once_a_step()
    {
        foreach (var steps in Enumerable.Range(1, 12))
        {
            var calls = 0;
            Tensor Count(Tensor x, float sigma) => calls++ < 0 ? x : Toy(x, sigma);
            var sigmas = SigmaSchedules.Karras(0.03, 14, steps);
            new DpmFast().Sample(Noise([1]) * 14, new SamplingRun(Count, sigmas, (_, _) => Noise([2])));
            Assert.Equal(steps, calls);
        }
    }

    static Tensor Sample(Sampler sampler, long[] seeds)
    {
        var shape = OneImage.With(0, seeds.Length);
        var noise = BatchNoise.FromSeeds(seeds, shape);
        var run = Run(Toy);
        var brownian = new BrownianNoise(seeds, shape, run.Sigmas[^2], run.Sigmas[0]);
        run = run with { Noise = sampler.TakesBrownianNoise ? brownian.Draw : (_, _) => noise.Draw() };
        return sampler.Sample(noise.Draw() * run.Sigmas[0], run);
    }

    static SamplingRun Run(Denoiser denoiser, double? flowShift = null)
    {
        NoiseLevels levels = flowShift is { } shift ? new FlowNoiseLevels(shift)
            : DiscreteNoiseLevels.StableDiffusion();
        return new(denoiser, SigmaSchedules.Normal(levels, 7), (_, _) => Noise([9])) { FlowShift = flowShift };
    }

    static Tensor Toy(Tensor x, float sigma) =>
        new(x.Shape, Array.ConvertAll(x.Span.ToArray(), v => MathF.Tanh(v / (1 + sigma))));

    static Tensor Noise(long[] seeds) => BatchNoise.FromSeeds(seeds, OneImage.With(0, seeds.Length)).Draw();
}
