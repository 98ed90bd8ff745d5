using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class TransformerPipelineTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Model => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SD_3_Medium_paints_from_one_file()
    {
        SmallTransformer.WriteWhole(Model, SmallTransformer.Mmdit);
        AssertPaints("SD 3 Medium");
    }

    [Fact]
    public void SD_3_paints_without_T5_too()
    {
        SmallTransformer.WriteWhole(Model, SmallTransformer.Mmdit, hasT5: false);
        AssertPaints("SD 3 Medium");
    }

    [Fact]
    public void SD_35_Medium_paints_with_guidance_away_from_fewer_blocks()
    {
        SmallTransformer.WriteWhole(
            Model, SmallTransformer.Mmdit with { HasNormalizedHeads = true, DualBlocks = [0, 1] });
        AssertPaints("SD 3.5 Medium");
        using var pipeline = Pipeline.Load(Model);
        var request = Request(pipeline, "a red house") with { Steps = 8 };
        Assert.NotEqual(Paint(pipeline, request with { SkipLayerScale = 0 }), Paint(pipeline, request));
    }

    [Theory]
    [InlineData("model.safetensors", "SD 3.5 Large", 28)]
    [InlineData("sd3.5_large_turbo.safetensors", "SD 3.5 Large Turbo", 4)]
    public void SD_35_Large_paints_from_parts_and_its_name_tells_turbo(string file, string family, int steps)
    {
        SmallTransformer.WriteParts(_folder.File(file), SmallTransformer.Mmdit with { HasNormalizedHeads = true });
        using var pipeline = Pipeline.Load(_folder.File(file));
        Assert.Equal((family, steps), (pipeline.Family, pipeline.Defaults.Steps));
        Assert.True(Paint(pipeline, Request(pipeline, "a red house")).Distinct().Count() > 50);
    }

    [Theory]
    [InlineData(true, "FLUX.1 dev")]
    [InlineData(false, "FLUX.1 schnell")]
    public void FLUX_paints_from_parts(bool isDev, string family)
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux with { HasGuidance = isDev });
        AssertPaints(family);
        using var pipeline = Pipeline.Load(Model);
        Assert.Equal((isDev ? 28 : 4, isDev ? 3.5 : 1), (pipeline.Defaults.Steps, pipeline.Defaults.GuidanceScale));
    }

    [Fact]
    public void FLUX_dev_is_told_the_guidance_scale()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux with { HasGuidance = true });
        using var pipeline = Pipeline.Load(Model);
        var request = Request(pipeline, "a red house");
        Assert.NotEqual(Paint(pipeline, request with { GuidanceScale = 2 }), Paint(pipeline, request));
        var negative = Paint(pipeline, request with { Negative = "a blue house" });
        Assert.Equal(Paint(pipeline, request), negative); // one branch only
    }

    [Fact]
    public void One_file_and_parts_paint_the_same()
    {
        var config = SmallTransformer.Mmdit with { HasNormalizedHeads = true };
        SmallTransformer.WriteWhole(Model, config);
        SmallTransformer.WriteParts(_folder.File("parts/model.safetensors"), config);
        using Pipeline whole = Pipeline.Load(Model), parts = Pipeline.Load(_folder.File("parts/model.safetensors"));
        var request = Request(whole, "a (red:1.3) house BREAK a car");
        Assert.Equal(Paint(whole, request), Paint(parts, request));
        Assert.NotEqual(Paint(whole, request), Paint(whole, Request(whole, "a red house BREAK a car")));
    }

    [Fact]
    public void A_GGUF_file_paints_what_its_safetensors_file_paints()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux);
        SmallTransformer.WriteGguf(_folder.File("model.gguf"), SmallTransformer.Flux);
        using Pipeline safetensors = Pipeline.Load(Model), gguf = Pipeline.Load(_folder.File("model.gguf"));
        Assert.Equal("FLUX.1 schnell", gguf.Family);
        var request = Request(gguf, "a red house");
        Assert.Equal(Paint(safetensors, request), Paint(gguf, request));
    }

    [Fact]
    public void A_picture_can_be_started_from()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux);
        using var pipeline = Pipeline.Load(Model);
        var initial = new Picture(32, 32, [.. Enumerable.Range(0, 3 * 32 * 32).Select(i => (byte)(i * 7))]);
        var request = Request(pipeline, "a red house") with { InitialPicture = initial, Strength = 0.5, Steps = 4 };
        Assert.NotEqual(Paint(pipeline, request with { InitialPicture = null }), Paint(pipeline, request));
    }

    [Fact]
    public void Missing_parts_are_named_with_their_files()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux);
        File.Delete(_folder.File("text_encoders/t5xxl_fp16.safetensors"));
        File.Delete(_folder.File("vae/ae.safetensors"));
        var error = Assert.Throws<CheckpointException>(() => Pipeline.Load(Model));
        Assert.Contains("t5xxl_fp8_e4m3fn.safetensors", error.Message);
        Assert.Contains("ae.safetensors", error.Message);
    }

    [Fact]
    public void Parts_and_vocabularies_may_lie_in_folders_beside_the_models_own()
    {
        SmallTransformer.WriteParts(_folder.File("model.safetensors"), SmallTransformer.Flux);
        Directory.CreateDirectory(_folder.File("flux"));
        File.Move(Model, _folder.File("flux/flux.safetensors"));
        using var pipeline = Pipeline.Load(_folder.File("flux/flux.safetensors"));
        Assert.Equal("FLUX.1 schnell", pipeline.Family);
    }

    [Fact]
    public void A_missing_vocabulary_of_T5_is_named()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux);
        File.Delete(_folder.File("tokenizer_2/spiece.model"));
        Assert.Contains("spiece.model", Assert.Throws<CheckpointException>(() => Pipeline.Load(Model)).Message);
    }

    [Fact]
    public void Pictures_of_half_patches_and_texts_that_are_too_long_are_refused()
    {
        SmallTransformer.WriteParts(Model, SmallTransformer.Flux);
        using var pipeline = Pipeline.Load(Model);
        var request = Request(pipeline, "a red house");
        Assert.Contains("multiples of 8", Assert.Throws<ArgumentException>(
            () => Paint(pipeline, request with { Width = 36 })).Message);
        Assert.Contains("511", Assert.Throws<PromptException>(
            () => Paint(pipeline, request with { Prompt = new string('b', 600) })).Message);
    }

    void AssertPaints(string family)
    {
        using var pipeline = Pipeline.Load(Model);
        Assert.Equal(family, pipeline.Family);
        var red = Paint(pipeline, Request(pipeline, "a red house"));
        Assert.True(red.Distinct().Count() > 50, "the picture is nearly of one colour");
        Assert.NotEqual(red, Paint(pipeline, Request(pipeline, "a blue house")));
        Assert.Equal(red, Paint(pipeline, Request(pipeline, "a red house")));
    }

    static GenerationRequest Request(Pipeline pipeline, string prompt) => new(prompt)
    {
        Width = 32,
        Height = 32,
        Steps = 2,
        GuidanceScale = pipeline.Defaults.GuidanceScale,
        Sampler = pipeline.Defaults.Sampler,
        Scheduler = pipeline.Defaults.Scheduler,
    };

    static byte[] Paint(Pipeline pipeline, GenerationRequest request) => Assert.Single(
        pipeline.Generate(request, cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
}
