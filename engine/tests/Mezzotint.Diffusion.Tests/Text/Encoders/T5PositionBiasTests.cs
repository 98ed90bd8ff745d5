using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Tests.Text.Encoders;

public sealed class T5PositionBiasTests
{
    static readonly T5Config Config = new()
    {
        Vocabulary = 1,
        Width = 1,
        Layers = 1,
        Heads = 1,
        HeadWidth = 1,
        HiddenWidth = 1,
    };

    /// <summary>
    /// Near distances have a class each; from 8 on they double every two classes, and 91 to 128 and beyond are the
    /// last: 8 + floor(8 log(d / 8) / log 16).
    /// </summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-7, 7)]
    [InlineData(-8, 8)]
    [InlineData(-11, 8)]
    [InlineData(-12, 9)]
    [InlineData(-16, 10)]
    [InlineData(-32, 12)]
    [InlineData(-64, 14)]
    [InlineData(-90, 14)]
    [InlineData(-91, 15)]
    [InlineData(-5000, 15)]
    [InlineData(1, 17)]
    [InlineData(16, 26)]
    [InlineData(5000, 31)]
    public void Distances_fall_into_classes_by_direction_and_logarithm(int distance, int expected) =>
        Assert.Equal(expected, T5PositionBias.Bucket(distance, Config));
}
