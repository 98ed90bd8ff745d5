using Mezzotint.Diffusion.Families;
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

    [Fact]
    public void A_control_net_guides_an_SDXL_model()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteXlFolder(folder.Path);
        Directory.CreateDirectory(folder.File("controlnets"));
        SmallModel.WriteXlControlNet(folder.File("controlnets/edges.safetensors"));
        using var pipeline = Pipeline.Load(folder.Path);
        byte[] Paint(params ControlUse[] controls) => Assert.Single(pipeline.Generate(
            new GenerationRequest("a house") { Steps = 2, Controls = controls },
            cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
        ControlUse Use(byte level) => new("edges", new Picture(SmallModel.Size, SmallModel.Size,
            [.. Enumerable.Repeat(level, 3 * SmallModel.Size * SmallModel.Size)]));
        Assert.NotEqual(Paint(), Paint(Use(255)));
        Assert.NotEqual(Paint(Use(0)), Paint(Use(255)));
        Assert.Equal(Paint(Use(255)), Paint(Use(255)));
    }

    [Fact]
    public void An_LCM_is_told_the_guidance_scale_and_paints_one_branch()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteLcmFolder(folder.Path);
        using var pipeline = Pipeline.Load(folder.Path);
        byte[] Paint(double guidance, string negative = "") => Assert.Single(pipeline.Generate(
            new GenerationRequest("a house") { Steps = 2, GuidanceScale = guidance, Negative = negative },
            cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
        Assert.Equal(new GenerationDefaults(4, 8, "LCM", "sgm_uniform"), pipeline.Defaults);
        Assert.NotEqual(Paint(8), Paint(4));
        Assert.Equal(Paint(8), Paint(8, "rain"));
    }

    [Fact]
    public void Skip_layer_guidance_is_refused_where_a_model_knows_none()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteXlFolder(folder.Path);
        using var pipeline = Pipeline.Load(folder.Path);
        Assert.Contains("SDXL knows no skip-layer guidance", Assert.Throws<ArgumentException>(() => pipeline.Generate(
            new GenerationRequest("a house") { SkipLayerScale = 2.5 },
            cancellation: TestContext.Current.CancellationToken)).Message);
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
