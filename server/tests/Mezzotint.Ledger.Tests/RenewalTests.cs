namespace Mezzotint.Ledger.Tests;

public sealed class RenewalTests
{
    [Theory]
    [InlineData(Cycle.Once, 400)]
    [InlineData(Cycle.Week, 20)]
    [InlineData(Cycle.Month, 100)]
    [InlineData(Cycle.Year, 1000)]
    public async Task The_current_period_is_granted_once_and_past_ones_are_skipped(Cycle cycle, int daysAgo)
    {
        await using var books = await Books.OpenAsync();
        var allowance = Allowance(cycle, daysAgo);

        var first = Assert.IsType<RenewResult.Granted>(await RenewAsync(books, allowance));
        var second = Assert.IsType<RenewResult.AlreadyGranted>(await RenewAsync(books, allowance));

        Assert.Equal(Period.At(cycle, allowance.Anchor, Books.InDays(0)), first.Period);
        Assert.Equal(first.Period, second.Period);
        Assert.Equal((5000, 0), await books.BalanceAsync(allowance.WorkspaceId));
        var balances = await books.AskAsync(connection => Balances.OfAsync(
            connection, allowance.WorkspaceId, TestContext.Current.CancellationToken));
        Assert.Equal(first.Period.End?.ToUnixTimeMilliseconds(), balances[0].NextExpiry?.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Nothing_rolls_over_into_the_next_period()
    {
        await using var books = await Books.OpenAsync();
        var allowance = Allowance(Cycle.Month, 10);
        await RenewAsync(books, allowance);
        // A month later, as far as the ledger can tell: the period's grant has expired, the next period is due.
        await books.LetExpireAsync(allowance.WorkspaceId);
        var later = allowance with { GrantId = Books.NewId(), Anchor = allowance.Anchor.AddDays(-30) };

        Assert.IsType<RenewResult.Granted>(await RenewAsync(books, later));

        Assert.Equal((5000, 0), await books.BalanceAsync(allowance.WorkspaceId));
        Assert.Equal(new ExpireResult(1, 5000), await books.ExpireAsync());
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_subscription_that_begins_later_gets_nothing_yet()
    {
        await using var books = await Books.OpenAsync();

        Assert.IsType<RenewResult.NotStarted>(await RenewAsync(books, Allowance(Cycle.Week, -1)));
    }

    [Fact]
    public async Task Two_wallets_of_a_subscription_renew_each_for_itself()
    {
        await using var books = await Books.OpenAsync();
        var allowance = Allowance(Cycle.Month, 3);

        Assert.IsType<RenewResult.Granted>(await RenewAsync(books, allowance));
        Assert.IsType<RenewResult.Granted>(
            await RenewAsync(books, allowance with { GrantId = Books.NewId(), Wallet = "model" }));
    }

    static Allowance Allowance(Cycle cycle, int daysAgo) => new()
    {
        SubscriptionId = Books.NewId(),
        GrantId = Books.NewId(),
        WorkspaceId = Books.NewId(),
        Wallet = Books.Wallet,
        AmountMillicredits = 5000,
        Cycle = cycle,
        Anchor = Books.InDays(-daysAgo),
    };

    static Task<RenewResult> RenewAsync(Books books, Allowance allowance) =>
        books.CommitAsync((connection, transaction) => Renewals.RenewAsync(
            connection, transaction, allowance with { GrantId = Books.NewId() },
            TestContext.Current.CancellationToken));
}
