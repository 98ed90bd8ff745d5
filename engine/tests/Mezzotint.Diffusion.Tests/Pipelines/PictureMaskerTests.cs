using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class PictureMaskerTests
{
    [Fact]
    public void A_mask_has_its_pictures_size_and_goes_from_none_to_all()
    {
        using var masker = PictureMasker.Open(Path.Combine(Golden.Folder, "tiny", "u2netp.weights.safetensors"));
        Assert.False(masker.TakesText);
        var mask = masker.Make(Drawing(90, 61), null);
        Assert.Equal((90, 61), (mask.Width, mask.Height));
        Assert.InRange(mask.Levels.Min(), 0, 8);
        Assert.InRange(mask.Levels.Max(), 247, 255);
        Assert.Contains("takes no text", Assert.Throws<ArgumentException>(
            () => masker.Make(Drawing(9, 9), "a cat")).Message);
    }

    [Fact]
    public void A_finder_needs_a_text_and_its_vocabulary()
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(folder.File("x.safetensors"), KeyList.Golden("hf/clipseg_rd64_hf"));
        if (ShippedVocabulary.Path is null)
            Assert.Contains("vocab.json", Assert.Throws<CheckpointException>(
                () => PictureMasker.Open(folder.File("x.safetensors"))).Message);
        SmallModel.WriteTokenizer(folder.Path);
        using var masker = PictureMasker.Open(folder.File("x.safetensors"));
        Assert.True(masker.TakesText);
        Assert.Contains("give the text", Assert.Throws<ArgumentException>(
            () => masker.Make(Drawing(9, 9), null)).Message);
        Assert.Contains("at most 75", Assert.Throws<ArgumentException>(
            () => masker.Make(Drawing(9, 9), new string('x', 90))).Message);
        var mask = masker.Make(Drawing(40, 30), "a cat"); // weights of zeros are sure of nothing
        Assert.All(mask.Levels, level => Assert.InRange(level, 127, 128));
    }

    static Picture Drawing(int width, int height) => new(width, height, [.. Enumerable.Range(0, width * height * 3)
        .Select(i => (byte)(i * 37 / 5))]);
}
