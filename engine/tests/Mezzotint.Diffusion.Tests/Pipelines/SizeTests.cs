namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class SizeTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(36, 20)]
    [InlineData(28, 64)]
    public void Sizes_that_halve_to_odd_numbers_are_painted_too(int width, int height)
    {
        var picture = Assert.Single(small.Paint(request => request with { Width = width, Height = height })).Picture;
        Assert.Equal((width, height), (picture.Width, picture.Height));
    }
}
