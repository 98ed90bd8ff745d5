using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Families;

public sealed class SingleFileFamilyTests
{
    [Theory]
    [InlineData("sd15_v1-5-pruned-emaonly", "SD 1.x", ModelVariant.Standard, 512, 1_066_235_307)]
    [InlineData("sd15_inpainting", "SD 1.x", ModelVariant.Inpainting, 512, 1_066_249_707)]
    [InlineData("sd15_instructpix2pix_unet8", "SD 1.x", ModelVariant.InstructPix2Pix, 512, 1_066_246_827)]
    [InlineData("sd21_v2-1_768-ema-pruned", "SD 2.x", ModelVariant.Standard, 512, 1_303_597_227)]
    [InlineData("sdxl_base_1.0", "SDXL", ModelVariant.Standard, 1024, 3_468_840_363)]
    [InlineData("sdxl_refiner_1.0", "SDXL refiner", ModelVariant.Standard, 1024, 3_037_840_363)]
    public void A_published_checkpoint_is_recognised_and_complete(
        string list, string family, ModelVariant variant, int size, long parameters)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        KeyList.WriteCheckpoint(path, KeyList.Golden("single/" + list));
        var found = ModelInspection.Of(path);
        Assert.Equal(
            (family, ModelLayout.SingleFile, variant, size), (
            found.Family, found.Layout, found.Variant, found.DefaultSize));
        Assert.Equal(PredictionType.Epsilon, found.Prediction);
        Assert.Empty(found.Missing);
        Assert.Empty(found.Unexpected);
        Assert.InRange(found.Parameters, parameters * 0.99, parameters * 1.01);
    }

    [Theory]
    [InlineData("controlnet_sd15_v11", "ControlNet")]
    public void A_checkpoint_that_paints_nothing_alone_is_named(string list, string family)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        KeyList.WriteCheckpoint(path, KeyList.Golden("single/" + list));
        Assert.Contains(
            $"is a {family} checkpoint", Assert.Throws<CheckpointException>(() => ModelInspection.Of(path)).Message);
    }

    [Theory]
    [InlineData("noobaiXL_vPred10", PredictionType.Velocity)]
    [InlineData("sdxl-v-pred-ztsnr", PredictionType.Velocity)]
    [InlineData("vividpredator", PredictionType.Epsilon)]
    public void A_name_tells_v_prediction(string name, PredictionType expected)
    {
        using var folder = new TemporaryFolder();
        KeyList.WriteCheckpoint(folder.File(name + ".safetensors"), KeyList.Golden("single/sdxl_base_1.0"));
        Assert.Equal(expected, ModelInspection.Of(folder.File(name + ".safetensors")).Prediction);
    }

    [Fact]
    public void Noise_buffers_of_training_are_no_surprise()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        var lists = Path.Combine(Golden.Folder, "keys", "single");
        KeyList.WriteCheckpoint(path,
            [.. KeyList.Read(Path.Combine(lists, "sd15_v1-5-pruned-emaonly.tsv")), .. KeyList.Read(
                Path.Combine(lists, "optional_ddpm_buffers.tsv"))]);
        Assert.Empty(ModelInspection.Of(path).Unexpected);
    }

    [Fact]
    public void A_missing_and_a_misshapen_tensor_are_named_with_both_shapes()
    {
        const string missing = "model.diffusion_model.middle_block.0.in_layers.2.weight";
        const string misshapen = "first_stage_model.decoder.conv_out.weight";
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        KeyList.WriteCheckpoint(
            path, KeyList.Golden("single/sd15_v1-5-pruned-emaonly")
            .Where(tensor => tensor.Name != missing)
            .Select(tensor => tensor.Name == misshapen ? tensor with { Shape = [3, 64, 3, 3] } : tensor));
        var found = ModelInspection.Of(path).Missing;
        Assert.Equal(2, found.Count);
        Assert.Contains($"'{missing}' is missing", found[0]);
        Assert.Contains("expected (1280, 1280, 3, 3)", found[0]);
        Assert.Contains($"'{misshapen}' in {path} is (3, 64, 3, 3), expected (3, 128, 3, 3)", found[1]);
    }
}
