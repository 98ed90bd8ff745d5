using Dapper;
using Npgsql;

namespace Mezzotint.Ledger.Tests;

/// <summary>A ledger on a database of its own; each verb is a committed transaction.</summary>
sealed class Books : IAsyncDisposable
{
    public const string Wallet = "image";

    public static readonly Cause Cause = new("test", "tester");

    readonly TestDatabase.TestDatabase _database;

    Books(TestDatabase.TestDatabase database, NpgsqlDataSource source)
    {
        _database = database;
        Source = source;
    }

    public NpgsqlDataSource Source { get; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Books> OpenAsync()
    {
        var database = await TestDatabase.TestDatabase.CreateAsync();
        return new Books(database, NpgsqlDataSource.Create(
            database.ConnectionString + ";Max Auto Prepare=50;Include Error Detail=true"));
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static DateTimeOffset InDays(double days) => TimeProvider.System.GetUtcNow().AddDays(days);

    public async Task<T> CommitAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(Cancellation);
        return result;
    }

    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancellation);
        return await question(connection);
    }

    public static Grant Grant(Guid workspaceId, long amount, DateTimeOffset? expiresAt = null) => new()
    {
        Id = NewId(),
        IdempotencyKey = NewId().ToString(),
        WorkspaceId = workspaceId,
        Wallet = Wallet,
        AmountMillicredits = amount,
        Source = GrantSource.Plan,
        ExpiresAt = expiresAt,
        Cause = Cause,
    };

    public static Hold Hold(Guid workspaceId, long price, int count) => new()
    {
        Id = NewId(),
        WorkspaceId = workspaceId,
        Wallet = Wallet,
        ImageMillicredits = price,
        ImageCount = count,
        Cause = Cause,
    };

    public static Adjustment Adjustment(Guid workspaceId, long amount) => new()
    {
        Id = NewId(),
        IdempotencyKey = NewId().ToString(),
        WorkspaceId = workspaceId,
        Wallet = Wallet,
        AmountMillicredits = amount,
        Cause = Cause,
    };

    public Task<GrantResult> GrantAsync(Grant grant) =>
        CommitAsync((connection, transaction) => Grants.GrantAsync(connection, transaction, grant, Cancellation));

    /// <summary>A workspace with one grant for each amount, of which the first expires first.</summary>
    public async Task<Guid> GivenCreditsAsync(params long[] amounts)
    {
        var workspaceId = NewId();
        foreach (var (index, amount) in amounts.Index())
            await GrantAsync(Grant(workspaceId, amount, InDays(index + 1)));
        return workspaceId;
    }

    public Task<HoldResult> HoldAsync(Hold hold) =>
        CommitAsync((connection, transaction) => Holds.HoldAsync(connection, transaction, hold, Cancellation));

    public async Task<Hold> GivenHoldAsync(Guid workspaceId, long price, int count)
    {
        var hold = Hold(workspaceId, price, count);
        Assert.IsType<HoldResult.Held>(await HoldAsync(hold));
        return hold;
    }

    public Task<CaptureResult> CaptureAsync(Guid holdId, int image) =>
        CommitAsync((connection, transaction) =>
            Holds.CaptureAsync(connection, transaction, holdId, image, Cancellation));

    public Task<ReleaseResult> ReleaseAsync(Guid holdId, int? image = null) =>
        CommitAsync((connection, transaction) =>
            Holds.ReleaseAsync(connection, transaction, holdId, image, Cancellation));

    public Task<ExpireResult> ExpireAsync(int limit = 1000) =>
        CommitAsync((connection, transaction) =>
            Grants.ExpireAsync(connection, transaction, NewId(), limit, Cancellation));

    public Task<AdjustResult> AdjustAsync(Adjustment adjustment) =>
        CommitAsync((connection, transaction) =>
            Adjustments.AdjustAsync(connection, transaction, adjustment, Cancellation));

    /// <summary>(available, held) of the workspace's one wallet.</summary>
    public async Task<(long Available, long Held)> BalanceAsync(Guid workspaceId)
    {
        var balances = await AskAsync(connection => Balances.OfAsync(connection, workspaceId, Cancellation));
        return balances is [var only] ? (only.AvailableMillicredits, only.HeldMillicredits) : (0, 0);
    }

    public Task<IReadOnlyList<Transfer>> TransfersAsync(Guid workspaceId) =>
        AskAsync(connection => Transfers.PageAsync(connection, workspaceId, null, 1000, Cancellation));

    public Task<AuditReport> AuditAsync() => AskAsync(connection => Audit.RunAsync(connection, Cancellation));

    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        AskAsync(connection => connection.ExecuteAsync(sql, parameters));

    /// <summary>Moves the expiry of the first grants of a workspace into the past.</summary>
    public Task LetExpireAsync(Guid workspaceId, int grants = 1) => ExecuteAsync(
        """
        update ledger_account set expires_at = now() - interval '1 hour' + (expires_at - now()) / 1000000
        where id in (
          select id from ledger_account
          where workspace_id = @workspaceId and expires_at > now() order by expires_at, id limit @grants)
        """,
        new { workspaceId, grants });

    public async Task AssertCleanAsync()
    {
        var report = await AuditAsync();
        Assert.Empty(report.Accounts);
        Assert.Empty(report.Holds);
        Assert.Empty(report.ApiKeys);
        Assert.Equal(0, report.TotalMillicredits);
    }
}
