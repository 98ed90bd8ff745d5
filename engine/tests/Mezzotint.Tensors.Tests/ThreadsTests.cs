namespace Mezzotint.Tensors.Tests;

public sealed class ThreadsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Each_item_is_done_once(int items)
    {
        var times = new int[items];
        for (var repeat = 0; repeat < 50; repeat++)
            Threads.For(items, i => Interlocked.Increment(ref times[i]));
        Assert.All(times, count => Assert.Equal(50, count));
    }

    [Fact]
    public void A_loop_inside_a_loop_is_done_by_the_thread_that_asks()
    {
        var done = 0;
        Threads.For(8, _ =>
        {
            var thread = Environment.CurrentManagedThreadId;
            Threads.For(4, _ =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                Interlocked.Increment(ref done);
            });
        });
        Assert.Equal(32, done);
    }

    [Fact]
    public void The_first_error_of_an_item_reaches_the_caller_and_the_next_loop_works()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Threads.For(100, i =>
        {
            if (i == 37)
                throw new InvalidOperationException("item 37");
        }));
        Assert.Equal("item 37", error.Message);
        var done = 0;
        Threads.For(10, _ => Interlocked.Increment(ref done));
        Assert.Equal(10, done);
    }

    [Fact]
    public void Loops_from_several_threads_at_once_are_all_done()
    {
        var done = 0;
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var repeat = 0; repeat < 100; repeat++)
                Threads.For(10, _ => Interlocked.Increment(ref done));
        })).ToList();
        callers.ForEach(thread => thread.Start());
        callers.ForEach(thread => thread.Join());
        Assert.Equal(4000, done);
    }
}
