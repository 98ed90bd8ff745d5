using System.Diagnostics;
using Mezzotint.Ledger;
using Npgsql;

namespace Mezzotint.ServerBench.Load;

/// <summary>Holds and captures, each pair two transactions, as a generation and its picture make them.</summary>
sealed class LedgerLoad(NpgsqlDataSource database)
{
    const string Wallet = "images";
    const long ImageMillicredits = 1000;

    static readonly Cause Bench = new("bench", "bench");

    /// <summary>Gives a workspace more credits than it can spend.</summary>
    public async Task<Guid> WorkspaceAsync(CancellationToken cancellation)
    {
        var workspace = NewId();
        await using var connection = await database.OpenConnectionAsync(cancellation);
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
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using (var transaction = await connection.BeginTransactionAsync(cancellation))
            {
                await Holds.HoldAsync(connection, transaction, hold, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            await using (var transaction = await connection.BeginTransactionAsync(cancellation))
            {
                await Holds.CaptureAsync(connection, transaction, hold.Id, 0, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            return clock.Elapsed.TotalMilliseconds;
        });
    }

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
