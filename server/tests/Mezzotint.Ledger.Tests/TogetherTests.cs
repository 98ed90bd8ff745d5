namespace Mezzotint.Ledger.Tests;

/// <summary>Many holds, and many ends of images, in one go: the same as one after the other.</summary>
public sealed class TogetherTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Holds_in_one_go_come_out_as_one_after_the_other(int seed)
    {
        await using var alone = await Books.OpenAsync();
        await using var together = await Books.OpenAsync();
        var (wanted, workspaces) = Wanted(seed);
        foreach (var workspace in workspaces)
            foreach (var (index, amount) in new long[] { 130, 90, 400 }.Index())
            {
                var grant = Books.Grant(workspace, amount, Books.InDays(index + 1));
                await alone.GrantAsync(grant);
                await together.GrantAsync(grant);
            }

        var expected = new List<HoldResult>();
        foreach (var hold in wanted)
            expected.Add(await alone.HoldAsync(hold));
        Assert.Equal(expected, await HoldAllAsync(together, wanted));
        Assert.Equal(3, expected.Select(result => result.GetType()).Distinct().Count()); // all kinds came up

        foreach (var workspace in workspaces)
            Assert.Equal(await EntriesAsync(alone, workspace), await EntriesAsync(together, workspace));
        await together.AssertCleanAsync();
    }

    [Fact]
    public async Task Ends_in_one_go_come_out_as_one_after_the_other()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(90, 130, 500);
        var other = await books.GivenCreditsAsync(100);
        var hold = await books.GivenHoldAsync(workspace, 100, 4);
        var second = await books.GivenHoldAsync(other, 30, 3);
        await books.LetExpireAsync(workspace);

        var results = await books.CommitAsync(async (_, transaction) =>
        {
            var holds = await OpenHolds.LockAsync(
                transaction, [hold.Id, second.Id, Books.NewId()], isForRelease: true, Cancellation);
            object[] ends =
            [
                holds.Capture(hold.Id, 1), holds.Capture(hold.Id, 1), holds.Release(hold.Id, 0),
                holds.Capture(hold.Id, 0), holds.Release(second.Id, null), holds.Release(second.Id, 2),
                holds.Capture(second.Id, 3), holds.Release(Books.NewId(), null),
            ];
            await holds.WriteAsync(Cancellation);
            return ends;
        });

        Assert.Equal(
            [
                CaptureResult.Captured, CaptureResult.AlreadyCaptured, new ReleaseResult.Released(1, 10, 90),
                CaptureResult.AlreadyReleased, new ReleaseResult.Released(3, 90, 0), new ReleaseResult.AlreadySettled(),
                CaptureResult.NotFound, new ReleaseResult.NotFound(),
            ], results);
        Assert.Equal((330, 200), await books.BalanceAsync(workspace));
        Assert.Equal((100, 0), await books.BalanceAsync(other));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Sets_of_holds_at_once_never_take_more_than_there_is()
    {
        await using var books = await Books.OpenAsync();
        var workspaces = new List<Guid>();
        for (var n = 0; n < 4; n++)
            workspaces.Add(await books.GivenCreditsAsync(70, 30, 500, 400));

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => HoldAllAsync(
            books, [.. Enumerable.Range(0, 8).Select(i => Books.Hold(workspaces[(n * 3 + i) % 4], 45, 2))])));

        Assert.Equal(44, results.SelectMany(set => set).OfType<HoldResult.Held>().Count());
        foreach (var workspace in workspaces)
            Assert.Equal((10, 990), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_set_with_a_hold_that_is_there_already_writes_nothing()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        var hold = await books.GivenHoldAsync(workspace, 100, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => HoldAllAsync(books, [Books.Hold(workspace, 50, 1), hold]));

        Assert.Equal((900, 100), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    static (List<Hold> Wanted, Guid[] Workspaces) Wanted(int seed)
    {
        var random = new Random(seed);
        Guid[] workspaces = [Books.NewId(), Books.NewId()];
        Guid?[] keys = [null, Books.NewId(), Books.NewId()];
        return ([.. Enumerable.Range(0, 60).Select(_ =>
        {
            var key = keys[random.Next(keys.Length)];
            return Books.Hold(workspaces[random.Next(2)], random.Next(0, 60), random.Next(1, 4)) with
            {
                ApiKeyId = key,
                ApiKeyCapMillicredits = key == keys[1] ? 100 : null,
            };
        })], workspaces);
    }

    static Task<IReadOnlyList<HoldResult>> HoldAllAsync(Books books, IReadOnlyList<Hold> wanted) =>
        books.CommitAsync(async (_, transaction) =>
        {
            var wallets = await OpenWallets.LockAsync(transaction, wanted, Cancellation);
            IReadOnlyList<HoldResult> results = [.. wanted.Select(wallets.Hold)];
            await wallets.WriteAsync(Cancellation);
            return results;
        });

    static async Task<IEnumerable<(Guid, long, TransferState, Guid?)>> EntriesAsync(Books books, Guid workspace) =>
        from transfer in await books.TransfersAsync(workspace)
        orderby transfer.HoldId, transfer.GrantId
        select (transfer.GrantId, transfer.AmountMillicredits, transfer.State, transfer.HoldId);
}
