using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Autoencoders;

public sealed class TilesTests
{
    readonly CpuOperations _ops = new();

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 8)]
    [InlineData(9, 30)]
    [InlineData(41, 17)]
    public void A_network_that_sees_no_neighbours_gives_the_same_in_tiles(int height, int width)
    {
        var x = Noise(height, width);
        var tiled = new Tiles(Cells: 8, Overlap: 3, InputUnit: 1, OutputUnit: 2).Run(
            _ops, x, 3, Double, TestContext.Current.CancellationToken);
        var whole = Double(x);
        Assert.Equal(whole.Shape, tiled.Shape);
        for (var i = 0; i < whole.Shape.Count; i++)
            Assert.Equal(whole.Span[i], tiled.Span[i], 1e-5f);
    }

    [Fact]
    public void Tiles_of_different_brightness_meet_without_a_step()
    {
        var count = 0;
        var tiled = new Tiles(Cells: 16, Overlap: 8, InputUnit: 1, OutputUnit: 1).Run(
            _ops, new Tensor(new Shape(1, 16, 40, 1)), 1, tile =>
                _ops.Scale(tile, 0, count++), TestContext.Current.CancellationToken);
        for (var x = 1; x < 40; x++)
            Assert.InRange(Math.Abs(tiled.Span[x] - tiled.Span[x - 1]), 0, 0.2f);
        Assert.Equal(3, tiled.Span[39]);
    }

    [Fact]
    public void Encoding_in_tiles_starts_tiles_on_whole_latent_pixels()
    {
        var x = Noise(40, 24);
        var tiles = new Tiles(Cells: 4, Overlap: 1, InputUnit: 4, OutputUnit: 1);
        var tiled = tiles.Run(_ops, x, 3, FirstOfEachBlock, TestContext.Current.CancellationToken);
        Assert.Equal(FirstOfEachBlock(x).Span.ToArray(), tiled.Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    Tensor Double(Tensor x) => _ops.UpsampleNearest(x, 2);

    Tensor FirstOfEachBlock(Tensor x)
    {
        var (height, width, channels) = (x.Shape[1] / 4, x.Shape[2] / 4, x.Shape[3]);
        var y = new Tensor(new Shape(1, height, width, channels));
        for (var i = 0; i < y.Shape.Count; i++)
        {
            var (place, c) = (i / channels, i % channels);
            y.Span[i] = x.Span[(place / width * 4 * x.Shape[2] + place % width * 4) * channels + c];
        }
        return y;
    }

    static Tensor Noise(int height, int width)
    {
        var random = new Random(7);
        var x = new Tensor(new Shape(1, height, width, 3));
        foreach (ref var value in x.Span)
            value = random.NextSingle();
        return x;
    }
}
