using System.Diagnostics;
using Mezzotint.Ledger;
using Mezzotint.Server.Batching;
using Npgsql;

namespace Mezzotint.ServerBench.Load;

/// <summary>Holds and captures: those of one moment in one transaction, as the service makes them.</summary>
sealed class LedgerLoad
{
    const int Together = 64;
    const string Wallet = "images";
    const long ImageMillicredits = 1000;

    static readonly Cause Bench = new("bench", "bench");

    readonly NpgsqlDataSource _database;
    readonly Gathering<Hold, HoldResult> _holds;
    readonly Gathering<Guid, CaptureResult> _captures;

    public LedgerLoad(NpgsqlDataSource database)
    {
        _database = database;
        _holds = new Gathering<Hold, HoldResult>(HoldAsync, Together);
        _captures = new Gathering<Guid, CaptureResult>(CaptureAsync, Together);
    }

    /// <summary>Gives a workspace more credits than it can spend.</summary>
    public async Task<Guid> WorkspaceAsync(CancellationToken cancellation)
    {
        var workspace = NewId();
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Grants.GrantAsync(connection, transaction, new Grant
        {
            Id = NewId(),
            IdempotencyKey = $"bench:{workspace}",
            WorkspaceId = workspace,
            Wallet = Wallet,
            AmountMillicredits = 1L << 40,
            Source = GrantSource.Plan,
            Cause = Bench,
        }, cancellation);
        await transaction.CommitAsync(cancellation);
        return workspace;
    }

    /// <summary>Clients hold and capture in workspaces drawn at random.</summary>
    public Task<LoadReport> PairsAsync(
        int clients, double seconds, IReadOnlyList<Guid> workspaces, CancellationToken cancellation)
    {
        var random = Enumerable.Range(0, clients).Select(client => new Random(client)).ToArray();
        return LoadReport.DriveAsync(clients, seconds, async client =>
        {
            var clock = Stopwatch.StartNew();
            var hold = new Hold
            {
                Id = NewId(),
                WorkspaceId = workspaces[random[client].Next(workspaces.Count)],
                Wallet = Wallet,
                ImageMillicredits = ImageMillicredits,
                ImageCount = 1,
                Cause = Bench,
            };
            if (await _holds.RunAsync(hold, cancellation) is not HoldResult.Held
                || await _captures.RunAsync(hold.Id, cancellation) != CaptureResult.Captured)
                throw new InvalidOperationException("A hold was refused that can be paid.");
            return clock.Elapsed.TotalMilliseconds;
        });
    }

    async Task<IReadOnlyList<HoldResult>> HoldAsync(IReadOnlyList<Hold> holds)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var wallets = await OpenWallets.LockAsync(transaction, holds, CancellationToken.None);
        HoldResult[] results = [.. holds.Select(wallets.Hold)];
        await wallets.WriteAsync(CancellationToken.None);
        await transaction.CommitAsync();
        return results;
    }

    async Task<IReadOnlyList<CaptureResult>> CaptureAsync(IReadOnlyList<Guid> ids)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var holds = await OpenHolds.LockAsync(transaction, ids, isForRelease: false, CancellationToken.None);
        CaptureResult[] results = [.. ids.Select(id => holds.Capture(id, 0))];
        await holds.WriteAsync(CancellationToken.None);
        await transaction.CommitAsync();
        return results;
    }

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
