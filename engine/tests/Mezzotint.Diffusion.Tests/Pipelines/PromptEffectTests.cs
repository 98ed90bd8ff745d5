using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class PromptEffectTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    [Theory]
    [InlineData("a blue house")]
    [InlineData("a (red:1.5) house")]
    [InlineData("a red BREAK house")]
    [InlineData("a [red:blue:2] house")]
    [InlineData("a red house AND a tree")]
    [InlineData(
        "a red house, and a text that is longer than one row of seventy-seven tokens, as every letter of it is one "
        + "token here")]
    public void A_prompt_matters_with_all_its_syntax(string prompt) =>
        Assert.NotEqual(small.PaintOne(), small.PaintOne(request => request with { Prompt = prompt }));

    [Theory]
    [InlineData("a (red:1.0) house")]
    [InlineData("a [red:red:2] house")]
    public void Syntax_that_changes_nothing_changes_no_byte(string prompt) =>
        Assert.Equal(small.PaintOne(), small.PaintOne(request => request with { Prompt = prompt }));

    [Fact]
    public void The_negative_prompt_is_not_even_read_where_guidance_is_off()
    {
        byte[] Paint(string negative, double guidance) =>
            small.PaintOne(request => request with { Negative = negative, GuidanceScale = guidance });
        Assert.Equal(Paint("", 1), Paint("blurry", 1));
        Assert.NotEqual(Paint("", 4), Paint("blurry", 4));
    }

    [Fact]
    public void Clip_skip_takes_another_layer() =>
        Assert.NotEqual(small.PaintOne(), small.PaintOne(request => request with { ClipSkip = 2 }));

    [Fact]
    public void A_single_file_paints_what_the_folder_of_the_same_weights_paints()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteSingleFile(folder.File("model.safetensors"));
        using var pipeline = Pipeline.Load(folder.File("model.safetensors"));
        var request = new GenerationRequest(
            "a red house")
        { Steps = 3, Seed = 5, Width = SmallModel.Size, Height = SmallModel.Size };
        Assert.Equal(
            small.PaintOne(), Assert.Single(
            pipeline.Generate(request, cancellation: TestContext.Current.CancellationToken)).Picture.Rgb);
    }
}
