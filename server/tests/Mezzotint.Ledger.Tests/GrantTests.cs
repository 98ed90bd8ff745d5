namespace Mezzotint.Ledger.Tests;

public sealed class GrantTests
{
    [Theory]
    [InlineData(GrantSource.Plan, "issued-by-plan")]
    [InlineData(GrantSource.Sale, "issued-by-sale")]
    [InlineData(GrantSource.Adjustment, "adjusted")]
    public async Task A_grant_moves_credits_from_its_source_to_the_wallet(GrantSource source, string counterpart)
    {
        await using var books = await Books.OpenAsync();
        var grant = Books.Grant(Books.NewId(), 5000) with { Source = source };

        Assert.Equal(GrantResult.Granted, await books.GrantAsync(grant));

        Assert.Equal((5000, 0), await books.BalanceAsync(grant.WorkspaceId));
        Assert.Equal(-5000, (await books.AuditAsync()).SystemMillicredits[counterpart]);
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task The_same_key_grants_once()
    {
        await using var books = await Books.OpenAsync();
        var grant = Books.Grant(Books.NewId(), 5000);
        await books.GrantAsync(grant);

        Assert.Equal(GrantResult.AlreadyGranted, await books.GrantAsync(grant with { Id = Books.NewId() }));

        Assert.Equal((5000, 0), await books.BalanceAsync(grant.WorkspaceId));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_a_conflict()
    {
        await using var books = await Books.OpenAsync();
        var grant = Books.Grant(Books.NewId(), 5000);
        await books.GrantAsync(grant);
        Grant[] others =
        [
            grant with { AmountMillicredits = 5001 }, grant with { Wallet = "model" },
            grant with { WorkspaceId = Books.NewId() }, grant with { Source = GrantSource.Sale },
        ];

        foreach (var other in others)
            Assert.Equal(GrantResult.IdempotencyConflict, await books.GrantAsync(other with { Id = Books.NewId() }));

        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Sixteen_deliveries_of_one_grant_at_once_grant_once()
    {
        await using var books = await Books.OpenAsync();
        var grant = Books.Grant(Books.NewId(), 5000);

        var results = await Task.WhenAll(
            from _ in Enumerable.Range(0, 16) select books.GrantAsync(grant with { Id = Books.NewId() }));

        Assert.Single(results, GrantResult.Granted);
        Assert.Equal((5000, 0), await books.BalanceAsync(grant.WorkspaceId));
    }

    [Fact]
    public async Task What_is_left_of_a_due_grant_expires()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000, 200);
        await books.LetExpireAsync(workspace);

        Assert.Equal((200, 0), await books.BalanceAsync(workspace));
        Assert.Equal(new ExpireResult(1, 1000), await books.ExpireAsync());
        Assert.Equal(new ExpireResult(0, 0), await books.ExpireAsync());

        Assert.Equal(1000, (await books.AuditAsync()).SystemMillicredits["expired"]);
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task A_run_of_expiry_takes_no_more_grants_than_its_limit()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1, 10, 100);
        await books.LetExpireAsync(workspace, 3);

        Assert.Equal(new ExpireResult(2, 11), await books.ExpireAsync(limit: 2));
        Assert.Equal(new ExpireResult(1, 100), await books.ExpireAsync(limit: 2));
    }

    [Fact]
    public async Task What_is_on_hold_stays_when_its_grant_expires()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        var hold = await books.GivenHoldAsync(workspace, 100, 4);
        await books.LetExpireAsync(workspace);

        Assert.Equal(new ExpireResult(1, 600), await books.ExpireAsync());
        Assert.Equal((0, 400), await books.BalanceAsync(workspace));
        Assert.Equal(CaptureResult.Captured, await books.CaptureAsync(hold.Id, 0));
        Assert.Equal(new ReleaseResult.Released(3, 0, 300), await books.ReleaseAsync(hold.Id));

        Assert.Equal(new ExpireResult(0, 0), await books.ExpireAsync());
        var system = (await books.AuditAsync()).SystemMillicredits;
        Assert.Equal((100, 900), (system["spent"], system["expired"]));
        await books.AssertCleanAsync();
    }
}
