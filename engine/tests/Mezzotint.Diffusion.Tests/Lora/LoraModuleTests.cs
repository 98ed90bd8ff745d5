using Mezzotint.Diffusion.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Lora;

public sealed class LoraModuleTests
{
    [Theory]
    [InlineData(new[] { 3, 10 }, new[] { 14, 3 }, null, 1)]
    [InlineData(new[] { 3, 10, 1, 1 }, new[] { 14, 3, 1, 1 }, null, 1)]
    [InlineData(new[] { 3, 10, 3, 3 }, new[] { 14, 3, 1, 1 }, null, 9)]
    [InlineData(new[] { 3, 10, 1, 1 }, new[] { 14, 3, 1, 1 }, new[] { 3, 3, 3, 3 }, 9)]
    public void The_change_is_the_product_by_its_definition(int[] down, int[] up, int[]? middle, int taps)
    {
        using var folder = new TemporaryFolder();
        var tensors = SmallLora.Module(new Random(1), "lora_unet_x", down, up, middle).ToDictionary();
        SafetensorsWriter.Write(folder.File("lora.safetensors"), tensors);
        using var file = LoraFile.Open(folder.File("lora.safetensors"));
        var module = Assert.Single(file.Modules);
        var values = Changed(module, taps == 1 ? new Shape(14, 10) : new Shape(14, 10, 3, 3));
        for (var row = 0; row < 14; row++)
            for (var column = 0; column < 10 * taps; column++)
                Assert.Equal(
                    0.25 + (row < 4 ? 0 : -0.8 * 0.5 * Product(tensors, row, column, taps)),
                    values[row * 10 * taps + column], 1e-5);
        Assert.Equal((14, 10 * taps), (module.Rows, module.Columns));
    }

    /// <summary>Rows 4 to 13 of a weight of 0.25 with the module's rows 4 to 13 added, multiplied by -0.8.</summary>
    internal static float[] Changed(LoraModule module, Shape shape)
    {
        var weight = new Weight("x", shape, () =>
        {
            var value = new Tensor(shape);
            value.Span.Fill(0.25f);
            return value;
        });
        weight.Adapt(() => [module.Change(new LoraTarget(weight, 4, 10, 4), -0.8)]);
        return weight.Value.Span.ToArray();
    }

    /// <summary>sum_n up[o, n] down[n, j, tap], or sum_n sum_m up[o, n] middle[n, m, tap] down[m, j].</summary>
    static double Product(Dictionary<string, Tensor> tensors, int row, int column, int taps)
    {
        Tensor down = tensors["lora_unet_x.lora_down.weight"], up = tensors["lora_unet_x.lora_up.weight"];
        var middle = tensors.GetValueOrDefault("lora_unet_x.lora_mid.weight");
        var sum = 0d;
        for (var n = 0; n < 3; n++)
            if (middle is null)
                sum += (double)up.Span[row * 3 + n] * down.Span[n * 10 * taps + column];
            else
                for (var m = 0; m < 3; m++)
                    sum += (double)up.Span[row * 3 + n] * middle.Span[(n * 3 + m) * taps + column % taps]
                        * down.Span[m * 10 + column / taps];
        return sum;
    }

    [Fact]
    public void Matrices_that_make_no_product_are_an_error_that_names_them()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder.File("lora.safetensors"), SmallLora.Module(new Random(1), "lora_unet_x", [3, 10], [14, 4]));
        var message = Assert.Throws<CheckpointException>(() => LoraFile.Open(folder.File("lora.safetensors"))).Message;
        Assert.Contains("'lora_unet_x'", message);
        Assert.Contains("(3, 10) and (14, 4)", message);
    }

    [Theory]
    [InlineData("lora_unet_x.oft_blocks", "OFT")]
    [InlineData("lora_unet_x.lokr_t1", "LoKr with a kernel")]
    [InlineData("lora_unet_x.hada_w1_a", "none of its 1 tensors")]
    [InlineData("lora_unet_x.lokr_w1", "none of its 1 tensors")]
    [InlineData("lora_unet_x.dora_scale", "DoRA")]
    [InlineData("lora_controlnet", "Control-LoRA")]
    [InlineData("conv_first.weight", "none of its 1 tensors")]
    public void What_is_no_lora_is_refused_by_its_kind(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("x.safetensors"), [KeyValuePair.Create(name, new Tensor(new Shape(2, 2)))]);
        Assert.Contains(
            expected, Assert.Throws<CheckpointException>(() => LoraFile.Open(folder.File("x.safetensors"))).Message);
    }
}
