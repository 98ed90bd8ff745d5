using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Denoisers;

public sealed class LatentPatchesTests
{
    readonly CpuOperations _ops = new();

    [Fact]
    public void A_patch_goes_channel_by_channel_then_row_by_row()
    {
        // One patch high, two wide, two channels; the value tells channel, row and column: 132 is c 1, row 1, column 2.
        var x = new Tensor(new Shape(1, 2, 4, 2));
        for (var row = 0; row < 2; row++)
            for (var column = 0; column < 4; column++)
                for (var c = 0; c < 2; c++)
                    x.Span[(row * 4 + column) * 2 + c] = 100 * c + 10 * row + column;
        var patches = LatentPatches.Split(_ops, x);
        Assert.Equal(new Shape(1, 2, 8), patches.Shape);
        Assert.Equal([0f, 1, 10, 11, 100, 101, 110, 111], patches.Span[..8].ToArray());
        Assert.Equal([2f, 3, 12, 13, 102, 103, 112, 113], patches.Span[8..].ToArray());
    }

    [Theory]
    [InlineData(1, 2, 2, 1)]
    [InlineData(2, 6, 4, 3)]
    public void Joining_undoes_splitting(int batch, int height, int width, int channels)
    {
        var x = new Tensor(new Shape(batch, height, width, channels));
        for (var i = 0; i < x.Shape.Count; i++)
            x.Span[i] = i;
        var joined = LatentPatches.Join(_ops, LatentPatches.Split(_ops, x), (height, width));
        Assert.Equal(x.Shape, joined.Shape);
        Assert.Equal(x.Span.ToArray(), joined.Span.ToArray());
    }

    [Fact]
    public void Half_a_patch_is_refused() => Assert.Contains("(1, 3, 2, 1)", Assert.Throws<ArgumentException>(
        () => LatentPatches.Split(_ops, new Tensor(new Shape(1, 3, 2, 1)))).Message);
}
