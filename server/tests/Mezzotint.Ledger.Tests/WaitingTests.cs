using Dapper;

namespace Mezzotint.Ledger.Tests;

public sealed class WaitingTests
{
    const string CountWaiting = """
        select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        """;

    /// <summary>By the version that its snapshot shows, the grant of 100 has 90 on hold.</summary>
    [Theory]
    [InlineData("hold")]
    [InlineData("adjust")]
    public async Task What_waited_for_a_release_takes_of_what_it_returned(string operation)
    {
        await using var books = await Books.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var workspace = await books.GivenCreditsAsync(100);
        var released = await books.GivenHoldAsync(workspace, 90, 1);

        await using var connection = await books.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Holds.ReleaseAsync(connection, transaction, released.Id, null, cancellation);
        var waiting = TakeAsync();
        await WaitForLockAsync(books);
        await transaction.CommitAsync(cancellation);

        Assert.Equal(operation == "hold" ? new HoldResult.Held(50) : new AdjustResult.Adjusted(), await waiting);
        Assert.Equal((50, operation == "hold" ? 50 : 0), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();

        async Task<object> TakeAsync() => operation == "hold" ? await books.HoldAsync(Books.Hold(workspace, 50, 1))
            : await books.AdjustAsync(Books.Adjustment(workspace, -50));
    }

    [Fact]
    public async Task A_hold_of_credits_that_expired_while_it_waited_takes_none_of_them()
    {
        await using var books = await Books.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var workspace = await books.GivenCreditsAsync(100, 70);

        await using var connection = await books.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            update ledger_account set expires_at = now() - interval '1 day'
            where workspace_id = @workspace and posted_millicredits = 100
            """,
            new { workspace }, transaction);
        await Grants.ExpireAsync(connection, transaction, Books.NewId(), 10, cancellation);
        var waiting = books.HoldAsync(Books.Hold(workspace, 71, 1));
        await WaitForLockAsync(books);
        await transaction.CommitAsync(cancellation);

        Assert.Equal(new HoldResult.InsufficientCredits(70), await waiting);
        await books.AssertCleanAsync();
    }

    static async Task WaitForLockAsync(Books books)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await books.AskAsync(connection => connection.ExecuteScalarAsync<long>(CountWaiting)) == 0)
            Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds < 60, "nobody waits");
    }
}
