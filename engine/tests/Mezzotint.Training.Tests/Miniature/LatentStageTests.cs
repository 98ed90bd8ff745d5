using Mezzotint.Training.Miniature;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class LatentStageTests : IDisposable
{
    readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void More_latents_are_added_to_those_that_are_there()
    {
        _folder.SaveAutoencoder();
        Assert.True(Encode(2));
        var first = LatentFile.Read(_folder.Path, most: 10);
        Assert.True(Encode(5));
        var all = LatentFile.Read(_folder.Path, most: 10);
        Assert.Equal((2, 5), (first.Length / LatentFile.Length, all.Length / LatentFile.Length));
        Assert.Equal(first, all[..first.Length]);
        Assert.NotEqual(all[..LatentFile.Length], all[LatentFile.Length..(2 * LatentFile.Length)]);
    }

    [Fact]
    public void A_half_latent_that_a_killed_run_left_is_written_over()
    {
        _folder.SaveAutoencoder();
        Encode(2);
        var whole = LatentFile.Read(_folder.Path, most: 10);
        using (var stream = File.OpenWrite(LatentFile.PathIn(_folder.Path)))
            stream.SetLength(stream.Length - 100);
        Encode(2);
        Assert.Equal(whole, LatentFile.Read(_folder.Path, most: 10));
    }

    [Fact]
    public void Latents_of_another_autoencoder_are_thrown_away()
    {
        LatentFile.Append(_folder.Path, autoencoderSteps: 7, out _).Dispose();
        File.AppendAllBytes(LatentFile.PathIn(_folder.Path), new byte[2 * 2 * LatentFile.Length]);
        LatentFile.Append(_folder.Path, autoencoderSteps: 7, out var kept).Dispose();
        LatentFile.Append(_folder.Path, autoencoderSteps: 8, out var left).Dispose();
        Assert.Equal((2, 0), (kept, left));
    }

    [Fact]
    public void Without_an_autoencoder_the_stage_says_what_to_run_first()
    {
        var error = Assert.Throws<ArgumentException>(() => Encode(1));
        Assert.Contains("has no autoencoder", error.Message);
    }

    bool Encode(int scenes) =>
        new LatentStage(_folder.Options(MiniatureStage.Latents) with { Scenes = scenes }).Run(TextWriter.Null, default);
}
