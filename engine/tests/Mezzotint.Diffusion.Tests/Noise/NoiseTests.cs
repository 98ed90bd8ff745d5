using Mezzotint.Diffusion.Noise;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Noise;

public sealed class NoiseTests
{
    static readonly Shape Three = new(3, 4, 8, 8);

    /// <summary>What every tutorial shows for torch.manual_seed(0); torch.randn(5).</summary>
    [Fact]
    public void Torch_noise_is_what_PyTorch_draws()
    {
        var noise = new float[5];
        new TorchNoise(0).Fill(noise);
        float[] expected = [1.5410f, -0.2934f, -2.1788f, 0.5684f, -1.0845f];
        Assert.All(noise.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void An_image_draws_the_same_noise_in_any_batch()
    {
        var batch = BatchNoise.FromSeeds([7, 8, 9], Three);
        var alone = BatchNoise.FromSeeds([8], Three.With(0, 1));
        for (var draw = 0; draw < 3; draw++)
            Assert.Equal(alone.Draw().Span.ToArray(), batch.Draw().Rows(1, 1).Span.ToArray());
    }

    [Fact]
    public void The_upper_half_of_a_seed_counts()
    {
        var noise = BatchNoise.FromSeeds([1, 1 + (1L << 32), long.MaxValue], Three).Draw();
        Assert.NotEqual(noise.Rows(0, 1).Span.ToArray(), noise.Rows(1, 1).Span.ToArray());
        Assert.NotEqual(noise.Rows(1, 1).Span.ToArray(), noise.Rows(2, 1).Span.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Noise_has_mean_0_and_variance_1(bool isTorch)
    {
        var noise = new float[100_000];
        (isTorch ? (NoiseSource)new TorchNoise(3) : new PhiloxNoise(3)).Fill(noise);
        Assert.InRange(noise.Average(), -0.02, 0.02);
        Assert.InRange(noise.Average(v => v * v), 0.98, 1.02);
        Assert.InRange(noise.Average(v => v * v * v * v), 2.9, 3.1);
    }

    /// <summary>W(0.5, 9) = W(0.5, 3) + W(3, 9), however the path is asked; each is scaled by its own length.</summary>
    [Fact]
    public void The_parts_of_a_Brownian_path_sum_to_the_whole()
    {
        var noise = new BrownianNoise([4, 5, 6], Three, 0.1, 10);
        var whole = noise.Draw(9, 0.5) * MathF.Sqrt(8.5f);
        var parts = noise.Draw(9, 3) * MathF.Sqrt(6) + noise.Draw(3, 0.5) * MathF.Sqrt(2.5f);
        Assert.All((whole - parts).Span.ToArray(), error => Assert.InRange(Math.Abs(error), 0, 1e-4));
    }

    [Fact]
    public void Brownian_noise_has_variance_1_and_depends_on_the_seed_of_its_image_alone()
    {
        var batch = new BrownianNoise([4, 5, 6], Three, 0.1, 10).Draw(3, 1);
        Assert.InRange(batch.Span.ToArray().Average(v => v * v), 0.85, 1.15);
        var alone = new BrownianNoise([5], Three.With(0, 1), 0.1, 10).Draw(3, 1);
        Assert.Equal(alone.Span.ToArray(), batch.Rows(1, 1).Span.ToArray());
    }

    [Fact]
    public void As_many_seeds_as_images_are_asked_for()
    {
        Assert.Throws<ArgumentException>(() => BatchNoise.FromSeeds([1, 2], Three));
        Assert.Throws<ArgumentException>(() => new BrownianNoise([1, 2], Three, 0.1, 10));
        Assert.Throws<ArgumentException>(() => new BrownianNoise([1, -2, 3], Three, 0.1, 10));
    }
}
