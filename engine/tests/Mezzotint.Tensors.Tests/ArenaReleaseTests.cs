namespace Mezzotint.Tensors.Tests;

public sealed class ArenaReleaseTests
{
    readonly Arena _arena = new();

    [Fact]
    public void A_loop_that_releases_its_last_result_takes_two_blocks_whatever_its_length()
    {
        using var scope = _arena.Scope();
        var shape = new Shape(4096);
        var x = _arena.Rent(shape);
        for (var i = 0; i < 10; i++)
        {
            var last = x;
            x = _arena.Rent(shape);
            scope.Release(last);
            Assert.Throws<ObjectDisposedException>(() => last.Span.Length);
        }
        Assert.Equal(2 * 4096 * sizeof(float), _arena.ReservedBytes);
    }

    [Fact]
    public void A_tensor_of_the_scope_around_stays()
    {
        using var outer = _arena.Scope();
        var x = _arena.Rent(new Shape(3));
        using var inner = _arena.Scope();
        inner.Release(x);
        Assert.Equal(3, x.Span.Length);
    }
}
