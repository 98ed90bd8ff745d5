using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class ControlNetTests : IClassFixture<SmallAddOns>, IDisposable
{
    readonly SmallAddOns _small;
    readonly TemporaryFolder _folder = new();
    readonly string _path;

    public ControlNetTests(SmallAddOns small)
    {
        _small = small;
        _path = _folder.File("control.safetensors");
        SmallModel.WriteControlNet(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_control_net_guides_by_its_picture_and_both_layouts_guide_alike()
    {
        SmallModel.WriteControlNet(_folder.File("folder.safetensors"), isFolder: true);
        var guided = Paint(Use(_path, 3));
        Assert.NotEqual(_small.Paint("a house"), guided);
        Assert.NotEqual(Paint(Use(_path, 4)), guided);
        Assert.Equal(guided, Paint(Use(_folder.File("folder.safetensors"), 3)));
        Assert.Equal(guided, Paint(Use(_path, 3)));
    }

    [Fact]
    public void An_untrained_control_net_changes_no_byte()
    {
        SmallModel.WriteControlNet(_folder.File("untrained.safetensors"), isUntrained: true);
        Assert.Equal(_small.Paint("a house"), Paint(Use(_folder.File("untrained.safetensors"), 3)));
    }

    [Fact]
    public void Strength_scales_what_it_adds_and_two_halves_are_a_whole()
    {
        var half = Use(_path, 3) with { Strength = 0.5 };
        Assert.Equal(_small.Paint("a house"), Paint(half with { Strength = 0 }));
        Assert.NotEqual(Paint(Use(_path, 3)), Paint(half));
        var (whole, halves) = (Paint(Use(_path, 3)), Paint(half, half));
        Assert.InRange(whole.Zip(halves, (a, b) => Math.Abs(a - b)).Max(), 0, 1);
    }

    /// <summary>Three steps: each covers a third.</summary>
    [Fact]
    public void It_guides_only_in_the_steps_between_start_and_end()
    {
        var use = Use(_path, 3);
        Assert.Equal(_small.Paint("a house"), Paint(use with { Start = 0.4, End = 0.6 }));
        byte[][] parts = [Paint(use), Paint(use with { End = 0.5 }), Paint(use with { Start = 0.3 })];
        Assert.NotEqual(parts[0], parts[1]);
        Assert.NotEqual(parts[0], parts[2]);
        Assert.NotEqual(parts[1], parts[2]);
    }

    [Fact]
    public void A_control_net_for_another_family_is_refused_by_name()
    {
        SmallModel.WriteControlNet(_folder.File("xl.safetensors"), width: 2048);
        var message = Assert.Throws<UnfitAddOnException>(
            () => Paint(Use(_folder.File("xl.safetensors"), 1))).Message;
        Assert.Contains("a ControlNet for SDXL", message);
        Assert.Contains("the model is SD 1.x", message);
    }

    [Theory]
    [InlineData(-0.1, 1, 1)]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0, 1, 3)]
    public void What_cannot_be_is_refused_with_its_numbers(double start, double end, double strength) =>
        Assert.Contains("0 <= start < end <= 1", Assert.Throws<ArgumentException>(() => Paint(
            Use(_path, 1) with { Start = start, End = end, Strength = strength })).Message);

    [Fact]
    public void A_picture_of_another_size_is_refused_with_both_sizes() => Assert.Contains(
        "8 x 8 pixels, 32 x 32", Assert.Throws<ArgumentException>(
            () => Paint(new ControlUse(_path, new Picture(8, 8, new byte[3 * 64])))).Message);

    [Fact]
    public void A_control_net_that_is_nowhere_is_an_error_that_names_the_folder() => Assert.Contains(
        "controlnets", Assert.Throws<PromptException>(() => Paint(Use("nowhere", 1))).Message);

    [Theory]
    [InlineData("single/controlnet_sd15_v11")]
    [InlineData("hf/sd15_controlnet")]
    public void A_published_control_net_is_complete(string list)
    {
        KeyList.WriteCheckpoint(_path, KeyList.Golden(list));
        using var file = Diffusion.Denoisers.ControlNet.ControlNetFile.Open(_path, new()
        {
            InputChannels = 9,
            OutputChannels = 4,
            Channels = [320, 640, 1280, 1280],
            ResidualBlocks = 2,
            TransformerDepths = [1, 1, 1, 0],
            MiddleDepth = 1,
            Heads = [8, 8, 8, 8],
            ContextWidth = 768,
        }, "SD 1.x");
        Assert.Empty(file.Unexpected);
        Assert.Equal(4, file.Network.Config.InputChannels);
    }

    byte[] Paint(params ControlUse[] uses) => _small.Paint("a house", request => request with { Controls = uses });

    static ControlUse Use(string path, int stripe)
    {
        var pixels = Enumerable.Range(0, 3 * SmallModel.Size * SmallModel.Size)
            .Select(i => (byte)(i / 3 / stripe % 2 * 255));
        return new ControlUse(path, new Picture(SmallModel.Size, SmallModel.Size, [.. pixels]));
    }
}
