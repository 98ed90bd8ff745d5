using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Tests.Parity;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>Name maps made by pushing tagged tensors through diffusers' own converters.</summary>
public sealed class FolderNamesTests
{
    [Theory]
    [InlineData("sd15_unet", "sd15_v1-5-pruned-emaonly")]
    [InlineData("sd21_unet", "sd21_v2-1_768-ema-pruned")]
    [InlineData("sdxl_unet", "sdxl_base_1.0")]
    public void Unet_names_are_those_of_the_converter(string map, string list)
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(
            folder.File("m.safetensors"), KeyList.Golden("single/" + list));
        using var source = ModelSource.Open(folder.File("m.safetensors"));
        foreach (var (diffusers, single) in Map(map))
            Assert.Equal(
                diffusers, UNetFolderNames.From(
                    single["model.diffusion_model.".Length..], (UNetConfig)source.Denoiser));
    }

    [Fact]
    public void Control_net_names_are_those_of_the_converter()
    {
        var config = new UNetConfig
        {
            InputChannels = 4,
            OutputChannels = 4,
            Channels = [320, 640, 1280, 1280],
            ResidualBlocks = 2,
            TransformerDepths = [1, 1, 1, 0],
            MiddleDepth = 1,
            Heads = [8, 8, 8, 8],
            ContextWidth = 768,
        };
        foreach (var (diffusers, single) in Map("sd15_controlnet"))
            Assert.Equal(diffusers, ControlNetFolderNames.From(single["control_model.".Length..], config));
    }

    [Fact]
    public void Autoencoder_names_are_those_of_the_converter()
    {
        var config = new AutoencoderConfig { Channels = [128, 256, 512, 512], ResidualBlocks = 2, LatentChannels = 4 };
        foreach (var (diffusers, single) in Map("sd15_vae"))
            Assert.Equal(diffusers, AutoencoderFolderNames.From(single["first_stage_model.".Length..], config));
    }

    [Theory]
    [InlineData("sd21_text_encoder", "cond_stage_model.model.", 1024)]
    [InlineData("sdxl_text_encoder_2", "conditioner.embedders.1.model.", 1280)]
    public void OpenClip_parts_are_those_of_the_converter(string map, string prefix, int width)
    {
        foreach (
            var line in File.ReadLines(Path.Combine(Golden.Folder, "keys", "map", map + ".tsv")).Select(
            line => line.Split('\t')))
        {
            var part = OpenClipNames.Locate(line[0], prefix, width);
            Assert.Equal(line[1][..line[1].IndexOf('[')], part.Name);
            if (part.RowCount is { } rows)
                Assert.Equal($"[{part.FirstRow}:{part.FirstRow + rows}]", line[1][line[1].IndexOf('[')..]);
            Assert.Equal(line.Length > 2, part.IsTransposed);
        }
    }

    static IEnumerable<(string Diffusers, string Single)> Map(string name) =>
        File.ReadLines(Path.Combine(Golden.Folder, "keys", "map", name + ".tsv")).Select(line => line.Split('\t'))
            .Select(words => (words[0], words[1][..words[1].IndexOf('[')]));
}
