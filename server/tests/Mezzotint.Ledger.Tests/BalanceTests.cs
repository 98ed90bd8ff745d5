namespace Mezzotint.Ledger.Tests;

public sealed class BalanceTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_wallet_has_its_own_balance_and_next_expiry()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(100, 200);
        await books.GrantAsync(Books.Grant(workspace, 70) with { Wallet = "model" });
        await books.GivenHoldAsync(workspace, 100, 1);

        var balances = await books.AskAsync(connection => Balances.OfAsync(connection, workspace, Cancellation));

        Assert.Equal(
            [("image", 200, 100), ("model", 70, 0)],
            from balance in balances
            select (balance.Wallet, balance.AvailableMillicredits, balance.HeldMillicredits));
        // The first grant is on hold whole, so the second is the next to expire.
        Assert.Equal(2, (balances[0].NextExpiry!.Value - Books.InDays(0)).TotalDays, 0.01);
        Assert.Null(balances[1].NextExpiry);
    }

    [Fact]
    public async Task Low_wallets_are_those_below_their_own_threshold_and_empty_ones()
    {
        await using var books = await Books.OpenAsync();
        var low = await books.GivenCreditsAsync(100);
        var high = await books.GivenCreditsAsync(100);
        var expired = await books.GivenCreditsAsync(100);
        await books.LetExpireAsync(expired);
        var none = Books.NewId();
        BalanceThreshold[] asked =
        [
            new(low, "image", 101), new(high, "image", 100), new(expired, "image", 1), new(none, "model", 1),
        ];

        var found = await books.AskAsync(connection => Balances.LowAsync(connection, asked, Cancellation));

        Assert.Equal(
            new HashSet<(Guid, string, long)> { (low, "image", 100), (expired, "image", 0), (none, "model", 0) },
            found.Select(balance => (balance.WorkspaceId, balance.Wallet, balance.AvailableMillicredits)).ToHashSet());
    }

    [Fact]
    public async Task Transfers_come_newest_first_in_pages_and_only_ones_own()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(10, 20, 30, 40, 50);
        await books.GivenCreditsAsync(999);

        var seen = new List<long>();
        long? before = null;
        while (await PageAsync(before) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, 2);
            seen.AddRange(page.Select(transfer => transfer.AmountMillicredits));
            before = page[^1].Id;
        }
        Assert.Equal([50, 40, 30, 20, 10], seen);

        Task<IReadOnlyList<Transfer>> PageAsync(long? before) => books.AskAsync(
            connection => Transfers.PageAsync(connection, workspace, before, 2, Cancellation));
    }

    [Fact]
    public async Task A_transfer_says_what_it_was()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        var hold = await books.GivenHoldAsync(workspace, 10, 2);
        await books.CaptureAsync(hold.Id, 1);

        var capture = (await books.TransfersAsync(workspace))[0];

        Assert.Equal(
            (hold.Id, 1, "image", TransferState.Posted, "spent", -10, "test", "tester"),
            (capture.HoldId!.Value, capture.Image!.Value, capture.Wallet, capture.State, capture.Counterpart,
                capture.AmountMillicredits, capture.Reason, capture.Actor));
    }
}
