using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Parity;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class PictureUpscalerTests
{
    /// <summary>The picture in tiles against the picture as a whole, of which a tile's edges know nothing.</summary>
    [Theory]
    [InlineData("rrdb_x4", 4)]
    [InlineData("rrdb_x2", 2)]
    [InlineData("rrdb_x1", 1)]
    [InlineData("srvgg_x4", 4)]
    public void Tiles_show_no_seams(string model, int factor)
    {
        using var upscaler = Open(model);
        var picture = Drawing(150, 110);
        var whole = Enlarge(upscaler, picture, 1000);
        var tiled = Enlarge(upscaler, picture, 96);
        Assert.Equal((150 * factor, 110 * factor), (tiled.Width, tiled.Height));
        Assert.InRange(whole.Rgb.Zip(tiled.Rgb, (a, b) => Math.Abs(a - b)).Max(), 0, 2);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(7, 1)]
    public void A_picture_of_any_size_is_enlarged(int width, int height)
    {
        using var upscaler = Open("rrdb_x1");
        var large = Enlarge(upscaler, Drawing(width, height), 96);
        Assert.Equal((width, height), (large.Width, large.Height));
    }

    [Fact]
    public void Progress_goes_up_to_the_whole()
    {
        using var upscaler = Open("srvgg_x4");
        var shares = new List<double>();
        upscaler.Enlarge(
            Drawing(200, 64), 96, new Told(shares), TestContext.Current.CancellationToken);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
        Assert.InRange(shares.Count, 3, 4);
    }

    [Fact]
    public void A_result_of_too_many_pixels_is_refused_before_it_is_made()
    {
        using var upscaler = Open("rrdb_x4");
        Assert.Contains("4 times", Assert.Throws<ArgumentException>(
            () => Enlarge(upscaler, new Picture(3000, 2000, new byte[18_000_000]), 256)).Message);
        Assert.Contains("least", Assert.Throws<ArgumentException>(
            () => Enlarge(upscaler, Drawing(8, 8), 8)).Message);
    }

    static PictureUpscaler Open(string model) =>
        PictureUpscaler.Open(Path.Combine(Golden.Folder, "tiny", model + ".weights.safetensors"));

    static Picture Enlarge(PictureUpscaler upscaler, Picture picture, int tile) =>
        upscaler.Enlarge(picture, tile, cancellation: TestContext.Current.CancellationToken);

    static Picture Drawing(int width, int height) => new(width, height, [.. Enumerable.Range(0, width * height * 3)
        .Select(i => (byte)(127 + 100 * Math.Sin(i / 3 % width * 0.21 + i % 3) * Math.Cos(i / 3 / width * 0.13)))]);

    sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
