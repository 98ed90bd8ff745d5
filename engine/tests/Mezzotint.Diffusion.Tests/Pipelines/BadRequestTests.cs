using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class BadRequestTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    static readonly Picture Black = new(
        SmallModel.Size, SmallModel.Size, new byte[3 * SmallModel.Size * SmallModel.Size]);

    public static TheoryData<GenerationRequest, string> Bad => new()
    {
        { new("house") { Steps = 0 }, "0 steps were asked for: from 1 to 1000" },
        { new("house") { Count = 0 }, "0 pictures were asked for" },
        { new("house") { Width = 33 }, "33 x 32 pixels cannot be: this model paints multiples of 4, such as 32 x 32" },
        { new("house") { Width = 0 }, "0 x 32 pixels cannot be" },
        { new("house") { Width = 1 << 20 }, "are too many" },
        { new("house") { GuidanceScale = double.NaN }, "A guidance scale of NaN cannot be" },
        { new("house") { GuidanceScale = -1 }, "A guidance scale of -1 cannot be" },
        { new("house") { Seed = -1 }, "The seed -1 cannot be" },
        { new("house") { Seed = long.MaxValue, Count = 2 }, "The seed" },
        { new("house") { Sampler = "magic" }, "There is no sampler 'magic'. Known are: Euler, " },
        { new("house") { Scheduler = "magic" }, "There is no schedule 'magic'. Known are: " },
        { new("house") { ClipSkip = 3 }, "3 is the clip skip asked for: from 1 to 2" },
        { new("house") { InitialPicture = Black, Strength = 0 }, "A strength of 0 cannot be" },
        { new("house") { InitialPicture = Black, Strength = 1.5 }, "A strength of 1.5 cannot be" },
        { new("house") { InitialPicture = Black, Width = 64 },
            "The initial picture has 32 x 32 pixels, 64 x 32 are to be painted" },
        { new("house") { InitialPicture = Black, Mask = new Mask(8, 8, new byte[64]) },
            "The mask has 8 x 8 pixels, its picture 32 x 32" },
        { new("house") { Mask = new Mask(8, 8, new byte[64]) }, "A mask was given without a picture" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_request_that_cannot_be_gets_a_clear_sentence(GenerationRequest request, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => small.Generate(request)).Message);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void An_empty_prompt_is_refused(string prompt) =>
        Assert.Contains(
            "The prompt is empty", Assert.Throws<PromptException>(
            () => small.Generate(new GenerationRequest(prompt))).Message);

    [Fact]
    public void An_over_long_prompt_is_refused() =>
        Assert.Throws<PromptException>(() => small.Generate(new GenerationRequest(new string('a', 100_000))));

    [Fact]
    public void A_picture_whose_bytes_do_not_fit_its_size_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => new Picture(100_000, 100_000, new byte[3]));

    [Fact]
    public void A_single_file_without_its_vocabulary_says_where_to_put_it_or_has_CLIP_s()
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteSingleFile(folder.File("model.safetensors"));
        Directory.Delete(folder.File("tokenizer"), recursive: true);
        var message = Assert.Throws<CheckpointException>(() => Pipeline.Load(folder.File("model.safetensors"))).Message;
        Assert.Contains(
            ShippedVocabulary.Path is null
                ? "put a tokenizer folder (vocab.json, merges.txt) or bpe_simple_vocab_16e6.txt.gz beside the model"
                : "has 49408 tokens, the text encoder of", message);
    }

    [Fact]
    public void A_model_that_is_not_there_is_named()
    {
        Assert.Contains(
            "/nowhere.safetensors", Assert.Throws<CheckpointException>(
            () => Pipeline.Load("/nowhere.safetensors")).Message);
        using var folder = new TemporaryFolder();
        Assert.Contains(
            "model_index.json", Assert.Throws<CheckpointException>(() => Pipeline.Load(folder.Path)).Message);
    }
}
