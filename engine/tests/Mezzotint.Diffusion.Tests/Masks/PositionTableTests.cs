using Mezzotint.Diffusion.Masks;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Masks;

public sealed class PositionTableTests
{
    /// <summary>The shares that PyTorch's bicubic gives four pixels at a quarter between the middle two.</summary>
    static readonly float[] Quarter = [-0.10546875f, 0.87890625f, 0.26171875f, -0.03515625f];

    [Fact]
    public void A_grid_of_twice_the_edge_has_the_shares_of_cubic_convolution()
    {
        const int edge = 8;
        var table = new Tensor(new Shape(1 + edge * edge, 2));
        for (var i = 0; i < edge * edge; i++)
            (table.Span[2 + 2 * i], table.Span[3 + 2 * i]) = (i / edge == 4 ? 1 : 0, 5);
        table.Rows(0, 1).Span.Fill(-7);
        var larger = PositionTable.At(table, 2 * edge, 2 * edge);
        Assert.Equal([-7f, -7f], larger.Rows(0, 1).Span.ToArray());
        // Row 2 y + 1 of the new grid lies a quarter below the old row y, whose neighbours are y - 1, y + 1, y + 2.
        for (var tap = 0; tap < Quarter.Length; tap++)
        {
            var row = 2 * (5 - tap) + 1;
            var place = larger.Rows(1 + row * 2 * edge + 6, 1).Span;
            Assert.Equal(Quarter[tap], place[0], 1e-6);
            Assert.Equal(5, place[1], 1e-5);
        }
        Assert.Same(table, PositionTable.At(table, edge, edge));
    }
}
