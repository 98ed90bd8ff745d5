using Mezzotint.Training.Miniature;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class DenoisingBatchTests
{
    static readonly Half[] Latents = [.. Enumerable.Range(0, 2 * LatentFile.Length).Select(i => (Half)(i % 7 - 3))];
    static readonly LatentNorm Norm = new([1, 0, 0, 0], [2, 1, 1, 1]);

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(999)]
    public void Noisy_latent_and_velocity_give_the_clean_latent_back(float timestep)
    {
        var batch = DenoisingBatch.Draw(Latents, Norm, seed: 1, [timestep], dropProbability: 0);
        var snr = DenoisingBatch.SignalToNoise(timestep);
        var (signal, noise) = ((float)Math.Sqrt(snr / (1 + snr)), (float)Math.Sqrt(1 / (1 + snr)));
        var clean = (batch.Noisy * signal - batch.Target * noise).Span.ToArray();
        var candidates = Enumerable.Range(0, 2).Select(Clean).ToArray();
        Assert.Contains(candidates, candidate =>
            candidate.Zip(clean).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4));
    }

    [Fact]
    public void At_the_last_timestep_next_to_nothing_of_the_picture_is_left() =>
        Assert.InRange(Math.Sqrt(DenoisingBatch.SignalToNoise(999)), 0.005, 0.02);

    [Fact]
    public void One_caption_in_ten_is_empty()
    {
        var batch = DenoisingBatch.Draw(Latents, Norm, seed: 1, new float[400], dropProbability: 0);
        Assert.InRange(batch.Captions.Ends.Count(end => end == 1), 20, 60);
    }

    static float[] Clean(int scene)
    {
        var clean = new float[LatentFile.Length];
        Norm.Apply(Latents.AsSpan(scene * LatentFile.Length, LatentFile.Length), clean);
        return clean;
    }
}
