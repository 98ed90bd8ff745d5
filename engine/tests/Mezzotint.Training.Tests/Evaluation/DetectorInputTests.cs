using Mezzotint.Training.Evaluation;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Evaluation;

public sealed class DetectorInputTests
{
    [Fact]
    public void A_pixel_is_the_mean_of_a_square()
    {
        var picture = new Picture(4, 4);
        picture.Pixels.AsSpan().Fill(255);
        picture.Pixels[0] = 0; // red of the first pixel
        var input = DetectorInput.Of(picture, 2);
        Assert.Equal(0.5f, input.Span[0], 1e-6f);
        Assert.All(input.Span[1..].ToArray(), value => Assert.Equal(1, value, 1e-6f));
    }

    [Fact]
    public void What_comes_in_from_outside_repeats_the_edge()
    {
        var picture = new Picture(4, 4);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 4; x++)
                picture.Pixels[(y * 4 + x) * 3] = (byte)(51 * x + y);
        var input = new float[2 * 2 * 3];
        DetectorInput.Write(picture, input, 2, right: 2, down: -2);
        float[] reds = [.. input.Where((_, i) => i % 3 == 0).Select(value => (value + 1) * 127.5f)];
        Assert.Equal([2.5f, 28f, 3, 28.5f], reds, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [InlineData(64, 32)]
    [InlineData(48, 48)]
    [InlineData(0, 0)]
    public void A_picture_of_another_form_is_refused_with_its_size(int width, int height)
    {
        var error = Assert.Throws<ArgumentException>(() => DetectorInput.Of(new Picture(width, height), 32));
        Assert.Contains($"{width} x {height}", error.Message, StringComparison.Ordinal);
    }
}
