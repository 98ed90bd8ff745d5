using Npgsql;

namespace Mezzotint.Ledger.Tests;

public sealed class AuditTests
{
    [Theory]
    [InlineData("posted_millicredits = posted_millicredits + 7", 7)]
    [InlineData("pending_millicredits = pending_millicredits - 7", 0)]
    public async Task A_balance_that_was_changed_by_hand_is_found(string change, long total)
    {
        await using var books = await Books.OpenAsync();
        await books.GivenHoldAsync(await books.GivenCreditsAsync(1000), 100, 3);
        await books.GivenCreditsAsync(1000);
        await books.ExecuteAsync($"update ledger_account set {change} where pending_millicredits > 0");

        var report = await books.AuditAsync();

        var account = Assert.Single(report.Accounts);
        Assert.Equal((1000, 300), (account.Posted, account.Pending));
        Assert.Equal(total, report.TotalMillicredits);
        Assert.False(report.IsClean);
    }

    [Fact]
    public async Task A_lost_account_a_changed_hold_and_a_changed_key_are_found()
    {
        await using var books = await Books.OpenAsync();
        var hold = Books.Hold(await books.GivenCreditsAsync(1000), 100, 3) with { ApiKeyId = Books.NewId() };
        await books.HoldAsync(hold);
        await books.GivenCreditsAsync(500);
        await books.ExecuteAsync("update ledger_hold set images = 'hch'");
        await books.ExecuteAsync("update ledger_key_month set spent_millicredits = 0");
        await books.ExecuteAsync("delete from ledger_account where posted_millicredits = 500");

        var report = await books.AuditAsync();

        Assert.Equal([hold.Id], report.Holds);
        Assert.Equal([hold.ApiKeyId.Value], report.ApiKeys);
        Assert.Equal(500, Assert.Single(report.Accounts).Posted);
        Assert.Null(report.Accounts[0].StoredPosted);
        Assert.Equal(-500, report.TotalMillicredits);
    }

    [Theory]
    [InlineData("update ledger_transfer set amount_millicredits = 1")]
    [InlineData("delete from ledger_transfer")]
    [InlineData("truncate ledger_transfer")]
    public async Task A_transfer_cannot_be_changed_or_deleted(string sql)
    {
        await using var books = await Books.OpenAsync();
        await books.GivenCreditsAsync(1000);

        await Assert.ThrowsAsync<PostgresException>(() => books.ExecuteAsync(sql));
    }
}
