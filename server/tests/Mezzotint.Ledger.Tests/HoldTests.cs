using Npgsql;

namespace Mezzotint.Ledger.Tests;

public sealed class HoldTests
{
    [Theory]
    [InlineData(250, 4, 0)]
    [InlineData(900, 1, 100)]
    [InlineData(0, 3, 1000)]
    public async Task A_hold_takes_the_price_of_every_image(long price, int count, long left)
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);

        Assert.Equal(new HoldResult.Held(left), await books.HoldAsync(Books.Hold(workspace, price, count)));

        Assert.Equal((left, price * count), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Theory]
    [InlineData(1001, 1)]
    [InlineData(334, 3)]
    public async Task A_wallet_that_cannot_cover_all_images_gives_nothing(long price, int count)
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(700, 300);

        Assert.Equal(
            new HoldResult.InsufficientCredits(1000), await books.HoldAsync(Books.Hold(workspace, price, count)));

        Assert.Equal((1000, 0), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_hold_takes_from_grants_that_expire_first_and_last_from_those_that_never_do()
    {
        await using var books = await Books.OpenAsync();
        var workspace = Books.NewId();
        var never = Books.Grant(workspace, 100);
        var later = Books.Grant(workspace, 100, Books.InDays(2));
        var soon = Books.Grant(workspace, 100, Books.InDays(1));
        foreach (var grant in new[] { never, later, soon })
            await books.GrantAsync(grant);

        await books.GivenHoldAsync(workspace, 250, 1);

        var taken = from transfer in await books.TransfersAsync(workspace)
                    where transfer.State == TransferState.Pending
                    orderby transfer.Id
                    select (transfer.GrantId, transfer.AmountMillicredits);
        Assert.Equal([(soon.Id, -100), (later.Id, -100), (never.Id, -50)], taken);
    }

    [Fact]
    public async Task Expired_credits_and_other_wallets_cover_nothing()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        await books.GrantAsync(Books.Grant(workspace, 1000) with { Wallet = "model" });
        await books.LetExpireAsync(workspace);

        Assert.Equal(new HoldResult.InsufficientCredits(0), await books.HoldAsync(Books.Hold(workspace, 1, 1)));
    }

    [Fact]
    public async Task The_same_hold_again_changes_nothing()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        var hold = await books.GivenHoldAsync(workspace, 300, 3);

        Assert.IsType<HoldResult.AlreadyHeld>(await books.HoldAsync(hold));

        Assert.Equal((100, 900), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task One_id_for_two_different_holds_is_a_conflict()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(10_000);
        var hold = await books.GivenHoldAsync(workspace, 300, 3);
        Hold[] others =
        [
            hold with { ImageMillicredits = 301 }, hold with { ImageCount = 2 }, hold with { Wallet = "model" },
            hold with { ApiKeyId = Books.NewId() }, hold with { WorkspaceId = Books.NewId() },
        ];

        foreach (var other in others)
            Assert.IsType<HoldResult.IdempotencyConflict>(await books.HoldAsync(other));

        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Sixteen_deliveries_of_one_hold_at_once_hold_once()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(700, 400);
        var hold = Books.Hold(workspace, 250, 4) with { ApiKeyId = Books.NewId() };

        var results = await Task.WhenAll(from _ in Enumerable.Range(0, 16) select books.HoldAsync(hold));

        Assert.Single(results.OfType<HoldResult.Held>());
        Assert.Equal(15, results.OfType<HoldResult.AlreadyHeld>().Count());
        Assert.Equal((100, 1000), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Holds_at_once_never_take_more_than_there_is()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(70, 30, 500, 400);

        var results = await Task.WhenAll(
            from _ in Enumerable.Range(0, 40) select books.HoldAsync(Books.Hold(workspace, 45, 2)));

        Assert.Equal(11, results.OfType<HoldResult.Held>().Count());
        Assert.Equal((10, 990), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_key_at_its_cap_holds_no_more()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(10_000);
        var hold = Books.Hold(workspace, 300, 3) with { ApiKeyId = Books.NewId(), ApiKeyCapMillicredits = 1000 };
        Assert.IsType<HoldResult.Held>(await books.HoldAsync(hold));

        Assert.Equal(new HoldResult.ExceedsKeyCap(900), await books.HoldAsync(hold with { Id = Books.NewId() }));
        Assert.IsType<HoldResult.Held>(
            await books.HoldAsync(hold with { Id = Books.NewId(), ImageMillicredits = 100, ImageCount = 1 }));

        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Holds_at_once_do_not_pass_a_keys_cap()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(10_000);
        await books.GrantAsync(Books.Grant(workspace, 10_000) with { Wallet = "model" });
        var hold = Books.Hold(workspace, 100, 1) with { ApiKeyId = Books.NewId(), ApiKeyCapMillicredits = 550 };

        var results = await Task.WhenAll(
            from n in Enumerable.Range(0, 30)
            select books.HoldAsync(hold with { Id = Books.NewId(), Wallet = n % 2 == 0 ? "image" : "model" }));

        Assert.Equal(5, results.OfType<HoldResult.Held>().Count());
        Assert.Equal(25, results.OfType<HoldResult.ExceedsKeyCap>().Count());
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_key_gets_back_what_its_holds_release_and_not_what_they_capture()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(10_000);
        var hold = Books.Hold(workspace, 100, 5) with { ApiKeyId = Books.NewId() };
        await books.HoldAsync(hold);

        await books.CaptureAsync(hold.Id, 2);
        await books.ReleaseAsync(hold.Id, 4);
        Assert.Equal(400, await SpentAsync());
        await books.ReleaseAsync(hold.Id);
        await books.ReleaseAsync(hold.Id, 0);
        Assert.Equal(100, await SpentAsync());
        await books.AssertCleanAsync();

        Task<long> SpentAsync() => books.AskAsync(connection => KeySpending.ThisMonthAsync(
            connection, hold.ApiKeyId.Value, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Not_even_by_hand_does_a_grant_go_below_0_or_hold_more_than_it_has()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        await books.GivenHoldAsync(workspace, 600, 1);

        foreach (var change in new[] { "posted_millicredits = 599", "pending_millicredits = 1001" })
        {
            var error = await Assert.ThrowsAsync<PostgresException>(
                () => books.ExecuteAsync($"update ledger_account set {change} where kind = 'grant'"));
            Assert.Equal("ledger_account_covers_holds", error.ConstraintName);
        }
    }
}
