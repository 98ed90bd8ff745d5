using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class ExportStageTests : IDisposable
{
    readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_exported_networks_answer_as_the_trained_ones_up_to_half_precision()
    {
        var trained = Export();
        var read = new DenoiserNetworks(9);
        read.ReadStart(_folder.Options(MiniatureStage.Denoiser) with { From = ModelPath });
        var (expected, found) = (Predict(trained), Predict(read));
        var scale = expected.Max(Math.Abs);
        Assert.True(scale > 0.1);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.01f * scale));
    }

    [Fact]
    public void The_exported_model_paints_in_the_pipeline_for_SD_1()
    {
        Export();
        using var pipeline = Pipeline.Load(ModelPath);
        var request = new GenerationRequest("a red house at night") { Steps = 1, Width = 64, Height = 64 };
        var picture = pipeline.Generate(request, cancellation: TestContext.Current.CancellationToken)[0].Picture;
        Assert.Equal(("SD 1.x", MiniatureSizes.Picture, 64), (pipeline.Family, pipeline.DefaultSize, picture.Width));
    }

    [Fact]
    public void All_weights_together_take_at_most_16_MB()
    {
        Export();
        var files = Directory.GetFiles(ModelPath, "*.safetensors", SearchOption.AllDirectories);
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1_000_000, 16_000_000);
    }

    [Fact]
    public void Without_a_denoiser_the_stage_says_what_to_run_first()
    {
        var error = Assert.Throws<ArgumentException>(
            () => ExportStage.Run(_folder.Options(MiniatureStage.Export), TextWriter.Null));
        Assert.Contains("has no denoiser", error.Message);
    }

    string ModelPath => _folder.Options(MiniatureStage.Export).Output;

    DenoiserNetworks Export()
    {
        _folder.SaveAutoencoder();
        _folder.SaveLatents(2);
        var networks = _folder.SaveDenoiser();
        Assert.True(ExportStage.Run(_folder.Options(MiniatureStage.Export), TextWriter.Null));
        return networks;
    }

    static float[] Predict(DenoiserNetworks networks)
    {
        Half[] latents = [.. Enumerable.Range(0, LatentFile.Length).Select(i => (Half)MathF.Sin(i))];
        var norm = new LatentNorm([0, 0, 0, 0], [1, 1, 1, 1]);
        var batch = DenoisingBatch.Draw(latents, norm, seed: 1, [100, 600], dropProbability: 0);
        return networks.Predict(new CpuOperations(), batch, batch.Captions).Span.ToArray();
    }
}
