using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 3)]
    [InlineData(2, 7, 5, 3, 9, 3)]
    [InlineData(1, 8, 9, 40, 33, 3)]
    [InlineData(2, 6, 6, 8, 64, 1)]
    [InlineData(1, 9, 4, 65, 7, 3)]
    [InlineData(1, 4, 4, 32, 16, 3)]
    [InlineData(2, 11, 9, 64, 48, 3)]
    [InlineData(1, 13, 22, 160, 32, 3)]
    [InlineData(3, 32, 32, 96, 96, 3)]
    [InlineData(1, 10, 13, 352, 16, 3)]
    [InlineData(2, 9, 12, 32, 336, 3)]
    [InlineData(1, 18, 19, 400, 48, 3)]
    public void Convolution_agrees_with_its_definition_for_each_window(
        int batch, int height, int width, int inputs, int outputs, int kernel)
    {
        var x = Values.Tensor(new Shape(batch, height, width, inputs), 1);
        var weight = Values.Tensor(new Shape(outputs, inputs, kernel, kernel), 2);
        var bias = Values.Random(outputs, 3);
        foreach (var window in new Window[]
        {
            Window.Unpadded, Window.Same3x3, Window.Padded(1, 2), new Window(2, 0, 0, 1, 1), new Window(1, 1, 1, 0, 1),
            new Window(1, 0, 1, 1, 1), new Window(1, 0, 1, 0, 1),
        })
        {
            if (window.OutputHeight(height, kernel) < 1 || window.OutputWidth(width, kernel) < 1 || height == 1
                && window.Top == 0)
                continue;
            var shape = new ConvolutionShape(x.Shape, weight.Shape, window, "w");
            float[] expected = new float[shape.Output.Count], actual = new float[shape.Output.Count];
            ConvolutionReference.Run(x.Span, weight.Span, bias, expected, shape);
            ConvolutionVector.Run(x.Span, PackedMatrix.FromWeight(weight), bias, [], actual, shape);
            Values.AreClose(expected, actual, 3e-4);
        }
    }

    [Theory]
    [InlineData(5, 6, 7, 9, 2)]
    [InlineData(9, 10, 32, 16, 1)]
    [InlineData(18, 17, 48, 32, 1)]
    public void Weight_gradient_is_the_sum_over_pixels_of_output_gradient_times_patch(
        int height, int width, int inputs, int outputs, int stride)
    {
        var shape = new ConvolutionShape(
            new Shape(2, height, width, inputs), new Shape(outputs, inputs, 3, 3), Window.Padded(1, stride), "w");
        float[] x = Values.Random(2 * height * width * inputs, 1), dy = Values.Random(shape.Output.Count, 2);
        var gradient = new float[outputs * 9 * inputs];
        Array.Fill(gradient, 1);
        ConvolutionVector.AddWeightGradient(x, dy, gradient, shape);
        for (var i = 0; i < gradient.Length; i += 1 + gradient.Length / 97)
            Assert.Equal(1 + Expected(x, dy, shape, (i / inputs / 9, i / inputs % 9, i % inputs)), gradient[i], 1e-3);
    }

    /// <summary>
    /// The derivative by the definition: the output's change for a unit change of one weight, times the output's
    /// gradient.
    /// </summary>
    static double Expected(float[] x, float[] dy, ConvolutionShape shape, (int O, int Tap, int C) at)
    {
        var weight = new float[shape.Outputs * shape.PatchLength];
        weight[(at.O * shape.Inputs + at.C) * 9 + at.Tap] = 1;
        var y = new float[shape.Output.Count];
        ConvolutionReference.Run(x, weight, [], y, shape);
        return y.Zip(dy, (a, b) => (double)a * b).Sum();
    }
}
