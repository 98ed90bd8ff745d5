namespace Mezzotint.Ledger.Tests;

public sealed class AdjustmentTests
{
    [Fact]
    public async Task A_plus_adds_a_grant_and_a_minus_takes_from_what_expires_first()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(100, 200);

        Assert.IsType<AdjustResult.Adjusted>(await books.AdjustAsync(Books.Adjustment(workspace, 50)));
        Assert.Equal((350, 0), await books.BalanceAsync(workspace));
        Assert.IsType<AdjustResult.Adjusted>(await books.AdjustAsync(Books.Adjustment(workspace, -150)));
        Assert.Equal((200, 0), await books.BalanceAsync(workspace));

        var taken = from transfer in await books.TransfersAsync(workspace)
                    where transfer.AmountMillicredits < 0
                    orderby transfer.Id
                    select (transfer.AmountMillicredits, transfer.Counterpart, transfer.Reason, transfer.Actor);
        Assert.Equal([(-100, "adjusted", "test", "tester"), (-50, "adjusted", "test", "tester")], taken);
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_minus_never_goes_below_0_and_leaves_holds_alone()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(100, 200);
        await books.GivenHoldAsync(workspace, 120, 1);

        Assert.Equal(
            new AdjustResult.InsufficientCredits(180), await books.AdjustAsync(Books.Adjustment(workspace, -181)));
        Assert.IsType<AdjustResult.Adjusted>(await books.AdjustAsync(Books.Adjustment(workspace, -180)));

        Assert.Equal((0, 120), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Theory]
    [InlineData(70)]
    [InlineData(-70)]
    public async Task The_same_key_adjusts_once(long amount)
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(50, 50, 50);
        var adjustment = Books.Adjustment(workspace, amount);

        var results = await Task.WhenAll(from _ in Enumerable.Range(0, 12)
                                         select books.AdjustAsync(adjustment with { Id = Books.NewId() }));

        Assert.Single(results.OfType<AdjustResult.Adjusted>());
        Assert.Equal(11, results.OfType<AdjustResult.AlreadyAdjusted>().Count());
        Assert.IsType<AdjustResult.IdempotencyConflict>(
            await books.AdjustAsync(adjustment with { AmountMillicredits = amount + 1 }));
        Assert.Equal((150 + amount, 0), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }
}
