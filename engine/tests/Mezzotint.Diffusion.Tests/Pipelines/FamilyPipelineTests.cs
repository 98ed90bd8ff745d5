using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class FamilyPipelineTests
{
    [Fact]
    public void An_SD_2_model_paints_from_v_prediction()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteSecondFolder(folder.Path);
        AssertPaints(folder.Path, "SD 2.x");
    }

    [Fact]
    public void An_SDXL_model_paints_from_two_texts_and_sizes()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteXlFolder(folder.Path);
        AssertPaints(folder.Path, "SDXL");
    }

    static void AssertPaints(string path, string family)
    {
        using var pipeline = Pipeline.Load(path);
        Assert.Equal(family, pipeline.Family);
        Assert.Equal(SmallModel.Size, pipeline.DefaultSize);
        byte[] Paint(string prompt) => Assert.Single(pipeline.Generate(
            new GenerationRequest(prompt) { Steps = 2, GuidanceScale = 2 },
            cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
        var red = Paint("a red house");
        Assert.True(red.Distinct().Count() > 50, "the picture is nearly of one colour");
        Assert.NotEqual(red, Paint("a blue house"));
        Assert.Equal(red, Paint("a red house"));
    }
}
