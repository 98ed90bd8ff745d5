namespace Mezzotint.Tensors.Tests;

public sealed class ArenaTests
{
    [Fact]
    public void A_second_run_of_the_same_shapes_takes_no_new_memory()
    {
        var ops = new CpuOperations();
        Run(ops);
        var reserved = ops.Arena.ReservedBytes;
        for (var repeat = 0; repeat < 5; repeat++)
            Run(ops);
        Assert.Equal(reserved, ops.Arena.ReservedBytes);

        static void Run(CpuOperations ops)
        {
            using var scope = ops.Scope();
            var x = ops.Scale(new Tensor(new Shape(3, 1000)), 2);
            ops.Add(ops.Softmax(x), x);
        }
    }

    [Fact]
    public void Large_blocks_of_changing_lengths_are_taken_once_and_serve_one_after_the_other()
    {
        var arena = new Arena();
        long reserved = 0;
        for (var layer = 0; layer < 4; layer++)
        {
            foreach (var megabytes in new[] { 72, 128, 96 })
            {
                using var scope = arena.Scope();
                arena.Rent(new Shape(megabytes << 18));
            }
            if (layer == 0)
                reserved = arena.ReservedBytes;
            Assert.Equal(reserved, arena.ReservedBytes);
        }
        Assert.Equal(128L << 20, reserved);
    }

    [Fact]
    public void A_tensor_of_an_ended_scope_cannot_be_used()
    {
        var ops = new CpuOperations();
        Tensor lost;
        using (ops.Scope())
            lost = ops.Scale(new Tensor(new Shape(4)), 2);
        var error = Assert.Throws<ObjectDisposedException>(() => lost.Span.Length);
        Assert.Contains("scope.Keep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_tensor_lives_in_the_scope_around_and_its_memory_is_not_lent_again()
    {
        var ops = new CpuOperations();
        using var outer = ops.Scope();
        Tensor kept;
        using (var inner = ops.Scope())
            kept = inner.Keep(ops.Scale(new Tensor(new Shape(2000), Enumerable.Repeat(1f, 2000).ToArray()), 3));
        ops.Scale(new Tensor(new Shape(2000)), 1);
        Assert.All(kept.Span.ToArray(), value => Assert.Equal(3, value));
    }

    [Fact]
    public void A_kept_view_keeps_the_memory_that_it_looks_at()
    {
        var ops = new CpuOperations();
        using var outer = ops.Scope();
        Tensor view;
        using (var inner = ops.Scope())
            view = inner.Keep(ops.Reshape(
                ops.Scale(new Tensor(new Shape(2000), Enumerable.Repeat(1f, 2000).ToArray()), 3), new Shape(20, 100)));
        ops.Scale(new Tensor(new Shape(2000)), 1);
        Assert.All(view.Span.ToArray(), value => Assert.Equal(3, value));
    }

    [Fact]
    public void Memory_starts_on_cache_lines()
    {
        for (var length = 1; length < 100; length += 7)
            unsafe
            {
                fixed (float* p = new Tensor(new Shape(length)).Span)
                    Assert.Equal(0, (long)p % 64);
            }
    }
}
