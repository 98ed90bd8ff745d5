using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class InitialPictureTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    const int Size = SmallModel.Size;

    static readonly Picture Gradient = new(
        Size, Size, [.. Enumerable.Range(0, 3 * Size * Size).Select(i => (byte)(i * 255 / (3 * Size * Size)))]);

    [Fact]
    public void The_stronger_the_further_from_the_initial_picture()
    {
        var gentle = Distance(
            small.PaintOne(
            request => request with { InitialPicture = Gradient, Strength = 0.1, Steps = 10 }), Decoded());
        var strong = Distance(
            small.PaintOne(request => request with { InitialPicture = Gradient, Strength = 1, Steps = 10 }), Decoded());
        Assert.True(gentle < strong, $"strength 0.1 moves the picture by {gentle}, strength 1 by {strong}");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void Pixels_outside_the_mask_stay_as_they_were(int inputChannels)
    {
        using var pipeline = new SmallPipeline(inputChannels);
        var mask = new Mask(
            Size, Size, [.. Enumerable.Range(0, Size * Size).Select(i => (byte)(i % Size < Size / 2 ? 0 : 255))]);
        var painted = pipeline.PaintOne(request => request with { InitialPicture = Gradient, Mask = mask });
        var (kept, changed) = (0, 0);
        for (var i = 0; i < painted.Length; i++)
            _ = mask.Levels[i / 3] == 0 ? kept += Math.Abs(painted[i] - Gradient.Rgb[i])
                : changed += Math.Abs(painted[i] - Gradient.Rgb[i]);
        Assert.Equal(0, kept);
        Assert.True(changed > 0);
    }

    [Fact]
    public void An_inpainting_model_paints_without_a_picture_too()
    {
        using var pipeline = new SmallPipeline(inputChannels: 9);
        Assert.Equal(3 * Size * Size, pipeline.PaintOne().Length);
    }

    [Fact]
    public void An_inpainting_model_sees_what_surrounds_the_hole()
    {
        using var pipeline = new SmallPipeline(inputChannels: 9);
        var mask = new Mask(
            Size, Size, [.. Enumerable.Range(0, Size * Size).Select(i => (byte)(i % Size < Size / 2 ? 0 : 255))]);
        var dark = new Picture(Size, Size, new byte[3 * Size * Size]);
        byte[] Paint(Picture picture) =>
            pipeline.PaintOne(request => request with { InitialPicture = picture, Mask = mask, Strength = 1 });
        Assert.NotEqual(RightHalf(Paint(dark)), RightHalf(Paint(Gradient)));
    }

    /// <summary>
    /// What a walk over the very last step makes of the picture: nearly what the autoencoder alone makes of it.
    /// </summary>
    byte[] Decoded() =>
        small.PaintOne(request => request with { InitialPicture = Gradient, Strength = 0.001, Steps = 1000 });

    static byte[] RightHalf(byte[] rgb) => [.. rgb.Where((_, i) => i / 3 % Size >= Size / 2)];

    static double Distance(byte[] a, byte[] b) => a.Zip(b).Average(pair => Math.Abs(pair.First - pair.Second));
}
