using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>What a file is, told by its tensors' names alone.</summary>
public sealed class NetworkInspectionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(768, "SD 1.x")]
    [InlineData(2048, "SDXL")]
    [InlineData(64, null)]
    public void A_lora_is_told_with_the_family_that_its_text_is_as_wide_as(int width, string? family)
    {
        SmallLora.Write(_folder.File("style.safetensors"), contextWidth: width);
        AssertIs(NetworkKind.Lora, family, NetworkInspection.Of(_folder.File("style.safetensors")));
    }

    [Theory]
    [InlineData("emb_params", 768, "SD 1.x")]
    [InlineData("anything", 1024, "SD 2.x")]
    public void An_embedding_is_a_file_of_vectors(string name, int width, string family) =>
        AssertIs(NetworkKind.Embedding, family, Inspect((name, [2, width])));

    [Theory]
    [InlineData("input_hint_block.0.weight", "middle_block.1.transformer_blocks.0.attn2.to_k.weight")]
    [InlineData("control_model.input_hint_block.0.weight",
        "control_model.middle_block.1.transformer_blocks.0.attn2.to_k.weight")]
    [InlineData("controlnet_cond_embedding.conv_in.weight",
        "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight")]
    public void A_control_net_is_told_by_its_hint(string hint, string crossing) => AssertIs(
        NetworkKind.ControlNet, "SDXL", Inspect((hint, [16, 3, 3, 3]), (crossing, [1280, 2048])));

    [Fact]
    public void An_upscaler_is_told_with_its_factor()
    {
        var found = Inspect(
            ("body.0.weight", [4, 3, 3, 3]), ("body.0.bias", [4]), ("body.1.weight", [4]),
            ("body.2.weight", [4, 4, 3, 3]), ("body.2.bias", [4]), ("body.3.weight", [4]),
            ("body.4.weight", [12, 4, 3, 3]), ("body.4.bias", [12]));
        AssertIs(NetworkKind.Upscaler, "SRVGGNetCompact", found);
        Assert.Equal(2, found.Factor);
    }

    [Fact]
    public void A_model_is_a_model_in_a_folder_too()
    {
        SmallModel.WriteFolder(_folder.Path);
        var found = NetworkInspection.Of(_folder.Path);
        Assert.Equal((NetworkKind.Model, 0), (found.Kind, found.Missing.Count));
    }

    [Fact]
    public void What_is_nothing_of_these_is_refused_as_no_model() => Assert.Throws<CheckpointException>(
        () => Inspect(("some.weight", [2, 2, 2]), ("other.weight", [2])));

    NetworkInspection Inspect(params (string Name, int[] Shape)[] tensors)
    {
        var path = _folder.File("file.safetensors");
        SafetensorsWriter.Write(path, tensors.Select(tensor =>
            KeyValuePair.Create(tensor.Name, new Tensor(new Shape(tensor.Shape)))));
        return NetworkInspection.Of(path);
    }

    static void AssertIs(NetworkKind kind, string? family, NetworkInspection found) =>
        Assert.Equal((kind, family), (found.Kind, found.Family));
}
