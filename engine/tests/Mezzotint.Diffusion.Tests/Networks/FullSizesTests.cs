using Mezzotint.Bench.Networks;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Networks;

/// <summary>The networks that the bench measures have the tensors of the published files.</summary>
public sealed class FullSizesTests
{
    [Theory]
    [InlineData("unet", "sd15", "single/sd15_v1-5-pruned-emaonly", "model.diffusion_model.")]
    [InlineData("unet", "sd21", "single/sd21_v2-1_768-ema-pruned", "model.diffusion_model.")]
    [InlineData("unet", "sdxl", "single/sdxl_base_1.0", "model.diffusion_model.")]
    [InlineData("vae", "sd15", "single/sd15_v1-5-pruned-emaonly", "first_stage_model.")]
    [InlineData("vae", "sdxl", "single/sdxl_base_1.0", "first_stage_model.")]
    [InlineData("vae", "sd3", "single/flux_ae", "")]
    [InlineData("clip", "sd15", "single/clip_l", "")]
    [InlineData("mmdit", "sd3", "single/sd3_medium", "model.diffusion_model.")]
    [InlineData("mmdit", "sd35m", "single/sd35_medium", "model.diffusion_model.")]
    [InlineData("mmdit", "sd35l", "single/sd35_large", "model.diffusion_model.")]
    [InlineData("flux", "schnell", "single/flux1_schnell", "")]
    [InlineData("flux", "dev", "single/flux1_dev", "")]
    public void A_network_has_the_tensors_of_the_published_file(
        string network, string family, string list, string prefix)
    {
        var asked = new Dictionary<string, long>();
        var source = new WeightSource((name, shape) =>
        {
            asked.Add(name, shape.Count);
            return new Weight(name, shape, () => new Tensor(shape));
        });
        FullNetworks.Find(network, family).Build(source, 64, 1);
        var published = KeyList.Golden(list)
            .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)
                && !tensor.Name.EndsWith("position_ids", StringComparison.Ordinal))
            .ToDictionary(
                tensor => tensor.Name[prefix.Length..],
                tensor => tensor.Shape.Aggregate(1L, (product, length) => product * length));
        Assert.Equal(published.OrderBy(entry => entry.Key), asked.OrderBy(entry => entry.Key));
    }

    [Theory]
    [InlineData("unet", "sd9", "sd15, sd21, sdxl")]
    [InlineData("lora", null, "give unet, vae, clip, mmdit or flux")]
    public void What_is_not_there_is_said_with_what_is(string network, string? family, string expected) =>
        Assert.Contains(
            expected, Assert.Throws<ArgumentException>(() => FullNetworks.Find(network, family)).Message);

    [Fact]
    public void A_picture_of_no_whole_patches_is_refused() => Assert.Contains("multiple of 64",
        Assert.Throws<ArgumentException>(() => NetworkBench.Run(new NetworkOptions("unet") { Size = 500 })).Message);
}
