using Mezzotint.Diffusion.Masks;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Masks;

public sealed class MaskFileTests
{
    [Theory]
    [InlineData("single/u2net", false)]
    [InlineData("single/u2netp", false)]
    [InlineData("hf/clipseg_rd64_hf", true)]
    [InlineData("hf/clipseg_rd64_refined_hf", true)]
    public void A_published_network_is_recognised_and_complete(string list, bool findsText)
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(folder.File("x.safetensors"), Keys(list));
        using var file = MaskFile.Open(folder.File("x.safetensors"));
        Assert.Equal(findsText, file.Finder is not null);
        Assert.Equal(!findsText, file.Salient is not null);
        Assert.Empty(file.Unexpected);
    }

    /// <summary>IS-Net has U2-Net's stages behind a convolution that halves the picture, and joins nothing.</summary>
    [Fact]
    public void An_is_net_answers_at_the_pictures_size()
    {
        using var folder = new TemporaryFolder();
        var stages = Keys("single/u2netp").Where(key => !key.Name.StartsWith("outconv", StringComparison.Ordinal))
            .Select(key => key.Name == "stage1.rebnconvin.conv_s1.weight" ? key with { Shape = [64, 64, 3, 3] } : key);
        KeyList.WriteCheckpoint(
            folder.File("x.safetensors"), [.. stages, new("conv_in.weight", [64, 3, 3, 3]), new("conv_in.bias", [64])]);
        using var file = MaskFile.Open(folder.File("x.safetensors"));
        Assert.True(file.Salient!.IsHalving);
        var answers = file.Salient.Forward(new CpuOperations(), new Tensor(new Shape(1, 70, 50, 3)));
        Assert.All(answers, answer => Assert.Equal(new Shape(1, 70, 50, 1), answer.Shape));
        Assert.Empty(file.Unexpected);
    }

    [Fact]
    public void What_makes_no_masks_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder.File("x.safetensors"), [KeyValuePair.Create("a.weight", new Tensor(new Shape(2, 2)))]);
        Assert.Contains(
            "makes no masks", Assert.Throws<CheckpointException>(
                () => MaskFile.Open(folder.File("x.safetensors"))).Message);
    }

    static IReadOnlyList<KeyEntry> Keys(string list) => KeyList.Golden(list);
}
