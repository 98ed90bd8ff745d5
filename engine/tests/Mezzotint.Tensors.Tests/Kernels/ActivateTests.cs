using Mezzotint.Tensors.Kernels.Activate;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class ActivateTests
{
    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.Silu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluTanh)]
    [InlineData(Activation.QuickGelu)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void Activation_agrees_with_its_formula_over_its_whole_range(Activation activation)
    {
        var x = Enumerable.Range(-2003, 4007).Select(i => i * 0.02f).Append(1e-40f).Append(-1e30f).Append(
            1e30f).ToArray();
        float[] expected = new float[x.Length], actual = new float[x.Length];
        ActivateReference.Run(x, expected, activation);
        ActivateVector.Run(x, [], actual, activation);
        Values.AreClose(expected, actual, 2e-6);
    }

    [Fact]
    public void Error_function_has_its_tabulated_values()
    {
        // Abramowitz and Stegun (1964), table 7.1.
        Assert.Equal(0.5204998778, ActivateReference.Erf(0.5), 1e-10);
        Assert.Equal(0.9953222650, ActivateReference.Erf(2), 1e-10);
        Assert.Equal(0.9999779095, ActivateReference.Erf(3), 1e-10);
    }
}
