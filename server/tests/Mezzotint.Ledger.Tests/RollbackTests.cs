using Dapper;

namespace Mezzotint.Ledger.Tests;

public sealed class RollbackTests
{
    const string Everything = """
        select string_agg(line, ' ' order by line) from (
          select a::text from ledger_account a union all select t::text from ledger_transfer t
          union all select h::text from ledger_hold h union all select m::text from ledger_key_month m) as book (line)
        """;

    /// <summary>What a crash before the commit leaves: nothing.</summary>
    [Theory]
    [InlineData("grant")]
    [InlineData("hold")]
    [InlineData("capture")]
    [InlineData("release")]
    [InlineData("expire")]
    [InlineData("adjust")]
    public async Task An_operation_that_is_not_committed_leaves_nothing_and_can_be_done_again(string operation)
    {
        await using var books = await Books.OpenAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var workspace = await books.GivenCreditsAsync(50, 1000);
        var held = Books.Hold(workspace, 30, 3) with { ApiKeyId = Books.NewId() };
        await books.HoldAsync(held);
        await books.GivenCreditsAsync(10);
        await books.LetExpireAsync(await books.GivenCreditsAsync(77));
        var before = await ReadAsync();
        var grant = Books.Grant(workspace, 5);
        var hold = held with { Id = Books.NewId() };
        var adjustment = Books.Adjustment(workspace, -20);

        var first = await DoAsync(commit: false);
        Assert.Equal(before, await ReadAsync());
        var second = await DoAsync(commit: true);
        Assert.NotEqual(before, await ReadAsync());

        Assert.Equal(first, second);
        await books.AssertCleanAsync();

        Task<string?> ReadAsync() => books.AskAsync(connection => connection.ExecuteScalarAsync<string>(Everything));

        async Task<object> DoAsync(bool commit)
        {
            await using var connection = await books.Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            object result = operation switch
            {
                "grant" => await Grants.GrantAsync(connection, transaction, grant, cancellation),
                "hold" => await Holds.HoldAsync(connection, transaction, hold, cancellation),
                "capture" => await Holds.CaptureAsync(connection, transaction, held.Id, 1, cancellation),
                "release" => await Holds.ReleaseAsync(connection, transaction, held.Id, null, cancellation),
                "expire" => await Grants.ExpireAsync(connection, transaction, Books.NewId(), 9, cancellation),
                _ => await Adjustments.AdjustAsync(connection, transaction, adjustment, cancellation),
            };
            if (commit)
                await transaction.CommitAsync(cancellation);
            return result;
        }
    }
}
