using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Autoencoders;

public sealed class TinyAutoencoderFileTests
{
    [Theory]
    [InlineData("single/taesd_decoder", true, 4)]
    [InlineData("single/taesd_encoder", false, 4)]
    [InlineData("single/taesdxl_decoder", true, 4)]
    [InlineData("single/taesd3_decoder", true, 16)]
    [InlineData("single/taesd3_encoder", false, 16)]
    [InlineData("hf/taesd_diffusers", true, 4)]
    [InlineData("hf/taesd3_diffusers", true, 16)]
    public void Published_files_are_read_whole_in_every_naming(string list, bool hasDecoder, int channels)
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(
            folder.File("tiny.safetensors"), KeyList.Golden(list));
        using var file = TinyAutoencoderFile.Open(folder.File("tiny.safetensors"));
        Assert.Equal((hasDecoder, channels), (file.HasDecoder, file.LatentChannels));
        Assert.Empty(file.Unexpected);
    }

    [Fact]
    public void Another_checkpoint_is_refused()
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(folder.File("other.safetensors"), [new("x", [1])]);
        var path = folder.File("other.safetensors");
        var error = Assert.Throws<CheckpointException>(() => TinyAutoencoderFile.Open(path));
        Assert.Contains("no tiny autoencoder", error.Message);
    }
}
