using Mezzotint.Diffusion.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Lora;

/// <summary>LoHa and LoKr against their definitions (arXiv:2309.14859, section 3), in double precision.</summary>
public sealed class LycorisTests
{
    const int Rows = 14, Inputs = 10;
    const double Scale = -0.8;

    static readonly Random Seeded = new(3);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_loha_is_two_products_multiplied_element_by_element(int taps)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["x.hada_w1_a"] = SmallLora.Noise(Seeded, Rows, 3), ["x.hada_w1_b"] = SmallLora.Noise(Seeded, 3, 10 * taps),
            ["x.hada_w2_a"] = SmallLora.Noise(Seeded, Rows, 2), ["x.hada_w2_b"] = SmallLora.Noise(Seeded, 2, 10 * taps),
            ["x.alpha"] = new(new Shape([]), [1.5f]),
        };
        double Sum(string name, int row, int column) => Enumerable.Range(0, tensors[name + "_a"].Shape[1]).Sum(
            n => (double)At(tensors[name + "_a"], row, n) * At(tensors[name + "_b"], n, column));
        AssertChange(tensors, taps, (row, input, tap) => 1.5 / 3
            * Sum("x.hada_w1", row, input * taps + tap) * Sum("x.hada_w2", row, input * taps + tap));
    }

    /// <summary>einsum("n m t, n o, m i -> o i t", t1, w1_a, w1_b), and the same of the second.</summary>
    [Fact]
    public void A_loha_of_kernels_has_its_matrices_around_them()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["x.hada_w1_a"] = SmallLora.Noise(Seeded, 3, Rows), ["x.hada_w1_b"] = SmallLora.Noise(Seeded, 3, Inputs),
            ["x.hada_t1"] = SmallLora.Noise(Seeded, 3, 3, 3, 3),
            ["x.hada_w2_a"] = SmallLora.Noise(Seeded, 3, Rows), ["x.hada_w2_b"] = SmallLora.Noise(Seeded, 3, Inputs),
            ["x.hada_t2"] = SmallLora.Noise(Seeded, 3, 3, 3, 3),
        };
        AssertChange(tensors, 9, (row, input, tap) =>
            Tucker(tensors, "x.hada_t1", "x.hada_w1", (row, input, tap))
                * Tucker(tensors, "x.hada_t2", "x.hada_w2", (row, input, tap)));
    }

    [Theory]
    [InlineData(false, false, 1, 1.0)]
    [InlineData(false, true, 1, 0.75)]
    [InlineData(true, true, 1, 0.75)]
    [InlineData(false, false, 9, 1.0)]
    [InlineData(true, true, 9, 0.75)]
    public void A_lokr_is_each_element_of_the_first_factor_times_the_whole_second(
        bool isFirstCut, bool isSecondCut, int taps, double scale)
    {
        var tensors = new Dictionary<string, Tensor> { ["x.alpha"] = new(new Shape([]), [1.5f]) };
        AddFactor(tensors, "x.lokr_w1", isFirstCut, [2, 5]);
        AddFactor(tensors, "x.lokr_w2", isSecondCut, taps == 1 || isSecondCut ? [7, 2 * taps] : [7, 2, 3, 3]);
        AssertChange(tensors, taps, (row, input, tap) => scale
            * Factor(tensors, "x.lokr_w1", row / 7, input / 2, 5)
            * Factor(tensors, "x.lokr_w2", row % 7, input % 2 * taps + tap, 2 * taps));
    }

    [Fact]
    public void A_lokr_of_kernels_has_the_matrices_of_its_second_factor_around_them()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["x.lokr_w1"] = SmallLora.Noise(Seeded, 2, 5), ["x.lokr_t2"] = SmallLora.Noise(Seeded, 2, 2, 3, 3),
            ["x.lokr_w2_a"] = SmallLora.Noise(Seeded, 2, 7), ["x.lokr_w2_b"] = SmallLora.Noise(Seeded, 2, 2),
            ["x.alpha"] = new(new Shape([]), [1.5f]),
        };
        AssertChange(tensors, 9, (row, input, tap) => 0.75 * At(tensors["x.lokr_w1"], row / 7, input / 2)
            * Tucker(tensors, "x.lokr_t2", "x.lokr_w2", (row % 7, input % 2, tap)));
    }

    [Fact]
    public void Names_that_kohya_s_trainer_gives_them_are_known() => Assert.Equal(
        [LoraNames.Key(SmallLora.Query), LoraNames.Key(SmallLora.Text)],
        ((string[])[SmallLora.Query + ".hada_w1_a", SmallLora.Text + ".lokr_w2_b"])
            .Select(name => LoraNames.Key(LoraNames.Split(name)!.Value.Module)));

    [Fact]
    public void Products_of_two_shapes_are_an_error_that_shows_them()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("x.safetensors"), new Dictionary<string, Tensor>
        {
            ["x.hada_w1_a"] = new(new Shape(4, 2)), ["x.hada_w1_b"] = new(new Shape(2, 6)),
            ["x.hada_w2_a"] = new(new Shape(4, 2)), ["x.hada_w2_b"] = new(new Shape(2, 5)),
        });
        var message = Assert.Throws<CheckpointException>(() => LoraFile.Open(folder.File("x.safetensors"))).Message;
        Assert.Contains("(2, 6) and (4, 2), (2, 5)", message);
    }

    static void AssertChange(
        Dictionary<string, Tensor> tensors, int taps, Func<int, int, int, double> expected)
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("lora.safetensors"), tensors);
        using var file = LoraFile.Open(folder.File("lora.safetensors"));
        Assert.Empty(file.Unknown);
        var values = LoraModuleTests.Changed(
            Assert.Single(file.Modules), taps == 1 ? new Shape(Rows, Inputs) : new Shape(Rows, Inputs, 3, 3));
        for (var i = 0; i < values.Length; i++)
        {
            var (row, input, tap) = (i / taps / Inputs, i / taps % Inputs, i % taps);
            Assert.Equal(0.25 + (row < 4 ? 0 : Scale * expected(row, input, tap)), values[i], 1e-5);
        }
    }

    static void AddFactor(Dictionary<string, Tensor> tensors, string name, bool isCut, int[] shape)
    {
        if (!isCut)
        {
            tensors.Add(name, SmallLora.Noise(Seeded, shape));
            return;
        }
        tensors.Add(name + "_a", SmallLora.Noise(Seeded, shape[0], 2));
        tensors.Add(name + "_b", SmallLora.Noise(Seeded, 2, shape[1]));
    }

    static double Factor(Dictionary<string, Tensor> tensors, string name, int row, int column, int columns) =>
        tensors.TryGetValue(name, out var whole) ? whole.Span[row * columns + column]
            : Enumerable.Range(0, 2).Sum(
                n => (double)At(tensors[name + "_a"], row, n) * At(tensors[name + "_b"], n, column));

    static double Tucker(
        Dictionary<string, Tensor> tensors, string kernel, string name, (int Row, int Input, int Tap) at)
    {
        Tensor up = tensors[name + "_a"], down = tensors[name + "_b"], middle = tensors[kernel];
        var (sum, rank) = (0d, up.Shape[0]);
        for (var n = 0; n < rank; n++)
            for (var m = 0; m < rank; m++)
                sum += (double)At(up, n, at.Row) * middle.Span[(n * rank + m) * 9 + at.Tap] * At(down, m, at.Input);
        return sum;
    }

    static float At(Tensor matrix, int row, int column) => matrix.Span[row * matrix.Shape[1] + column];
}
