using Mezzotint.Diffusion.Denoisers.UNet;

namespace Mezzotint.Diffusion.Tests.Denoisers;

public sealed class GuidanceEmbeddingTests
{
    /// <summary>
    /// With w - 1 = 0.001 the angles are the frequencies themselves: 1, 10000^(-1/3), 10000^(-2/3), 1/10000.
    /// </summary>
    [Fact]
    public void Sines_come_first_and_frequencies_go_from_1_to_a_ten_thousandth()
    {
        var row = GuidanceEmbedding.Compute([1.001f, 1], 8);
        double[] angles = [1, 0.046415888, 0.0021544347, 0.0001];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Sin(angles[i]), row.Span[i], 1e-4);
            Assert.Equal(Math.Cos(angles[i]), row.Span[4 + i], 1e-4);
            Assert.Equal((0f, 1f), (row.Span[8 + i], row.Span[12 + i]));
        }
    }
}
