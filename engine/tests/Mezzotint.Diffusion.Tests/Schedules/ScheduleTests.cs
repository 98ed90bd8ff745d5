using Mezzotint.Diffusion.Schedules;

namespace Mezzotint.Diffusion.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<string> Names => [.. ScheduleNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sigmas_descend_and_end_in_0(string name)
    {
        foreach (NoiseLevels levels in new NoiseLevels[] { DiscreteNoiseLevels.StableDiffusion(),
            new FlowNoiseLevels(3) })
            for (var steps = name == "kl_optimal" ? 2 : 1; steps <= 60; steps++)
            {
                var sigmas = ScheduleNames.Find(name)(levels, steps);
                Assert.Equal(0, sigmas[^1]);
                Assert.All(sigmas.Zip(sigmas.Skip(1)), pair => Assert.True(pair.First > pair.Second,
                    $"{steps} steps: {pair.First} is followed by {pair.Second}"));
                if (name is not ("ddim_uniform" or "beta"))
                    Assert.Equal(steps + 1, sigmas.Length);
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_steps_are_refused(string name)
    {
        var levels = DiscreteNoiseLevels.StableDiffusion();
        foreach (var steps in new[] { 0, -3 })
            Assert.Contains($"{steps}",
                Assert.Throws<ArgumentException>(() => ScheduleNames.Find(name)(levels, steps)).Message,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Karras", "karras")]
    [InlineData("SGM Uniform", "sgm_uniform")]
    [InlineData("DDIM", "ddim_uniform")]
    [InlineData("Automatic", "normal")]
    [InlineData("kl-optimal", "kl_optimal")]
    public void Names_are_found_however_they_are_written(string name, string known) =>
        Assert.Same(ScheduleNames.Find(known), ScheduleNames.Find(name));

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ScheduleNames.Find("carras"));
        Assert.All(ScheduleNames.All, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    /// <summary>Published: 0.0292 to 14.6146 for Stable Diffusion's betas, scaled linear from 0.00085 to
    /// 0.012.</summary>
    [Fact]
    public void Stable_Diffusion_has_the_levels_that_were_published()
    {
        var levels = DiscreteNoiseLevels.StableDiffusion();
        Assert.Equal(0.0292, levels.SigmaMin, 4);
        Assert.Equal(14.6146, levels.SigmaMax, 4);
        Assert.Equal(1000, levels.Sigmas.Count);
    }

    [Fact]
    public void Timesteps_and_sigmas_are_inverse_to_each_other()
    {
        var levels = DiscreteNoiseLevels.StableDiffusion();
        foreach (var timestep in new[] { 0, 0.25, 1, 17.5, 500, 998.9, 999 })
            Assert.Equal(timestep, levels.TimestepAt(levels.SigmaAt(timestep)), 1e-4);
        Assert.Equal(999, levels.TimestepAt(1000));
        Assert.Equal(0, levels.TimestepAt(0.001));
    }
}
