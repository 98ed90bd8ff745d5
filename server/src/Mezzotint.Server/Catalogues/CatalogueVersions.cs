using System.Text;
using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Queue;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Plans;
using Npgsql;

namespace Mezzotint.Server.Catalogues;

/// <summary>The stored catalogue: the newest version holds, for all servers.</summary>
sealed class CatalogueVersions(NpgsqlDataSource database, AuditLog audit, TimeProvider clock)
{
    /// <summary>As the command line is named in versions and in the audit log.</summary>
    public const string Operator = "operator";

    // One writer at a time; who reads does not wait.
    const string Lock = "lock table catalogue_version in share row exclusive mode";

    const string SelectLatest =
        $"select {CatalogueRow.Columns} from catalogue_version order by number desc limit 1";

    const string SelectLatestHash = "select sha256 from catalogue_version order by number desc limit 1";

    const string SelectOne = $"select {CatalogueRow.Columns} from catalogue_version where id = @id";

    const string Insert = """
        insert into catalogue_version (id, number, json, sha256, actor)
        values (@Id, @Number, @Json, @Sha256, @Actor) returning created_at
        """;

    /// <summary>The version that holds; null where none was stored yet.</summary>
    public async Task<CatalogueRow?> LatestAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CatalogueRow>(
            new CommandDefinition(SelectLatest, cancellationToken: cancellation));
    }

    /// <summary>The hash of the version that holds; null where none was stored yet.</summary>
    public async Task<string?> LatestHashAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(SelectLatestHash, cancellationToken: cancellation));
    }

    /// <summary>A version that held once; null where there is no such.</summary>
    public async Task<CatalogueRow?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CatalogueRow>(
            new CommandDefinition(SelectOne, new { id }, cancellationToken: cancellation));
    }

    /// <summary>Stores a version; one that takes the place of another, with its entry in the audit log.</summary>
    /// <param name="text">What shall hold.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="isExpected">Whether it was made from the version of this hash; null where there is none.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<StoreResult> StoreAsync(
        CatalogueText text, string actor, Func<string?, bool> isExpected, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Lock, null, transaction, cancellationToken: cancellation));
        var latest = await connection.QuerySingleOrDefaultAsync<CatalogueRow>(
            new CommandDefinition(SelectLatest, null, transaction, cancellationToken: cancellation));
        if (!isExpected(latest?.Sha256))
            return new StoreResult.Outrun();
        if (latest?.Sha256 == text.Sha256)
            return new StoreResult.Unchanged(latest);
        var before = latest is null ? null
            : CatalogueText.Parse(Encoding.UTF8.GetBytes(latest.Json)).Text?.Catalogue;
        if (latest is not null && await LostPlansAsync(transaction, before, text, cancellation) is { Count: > 0 } lost)
            return new StoreResult.PlansInUse(lost);
        await LimitAsync(transaction, before, text.Catalogue, cancellation);
        var row = await InsertAsync(transaction, new CatalogueRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Number = (latest?.Number ?? 0) + 1,
            Json = text.Json,
            Sha256 = text.Sha256,
            Actor = actor,
        }, cancellation);
        await transaction.CommitAsync(cancellation);
        return new StoreResult.Stored(row);
    }

    /// <summary>The plans that workspaces are on and would lose; what was lost before does not count.</summary>
    static async Task<IReadOnlyList<UsedPlan>> LostPlansAsync(
        NpgsqlTransaction transaction, OfferCatalogue? before, CatalogueText text, CancellationToken cancellation)
    {
        string[] plans = [.. text.Catalogue.Plans.Select(plan => plan.Key)];
        return [.. (await UsedPlan.OthersAsync(transaction, plans, cancellation))
            .Where(used => before is null || before.FindPlan(used.Plan) is not null)];
    }

    /// <summary>Plans that run another number of images at once do so with what waits already.</summary>
    static async Task LimitAsync(
        NpgsqlTransaction transaction, OfferCatalogue? before, OfferCatalogue after, CancellationToken cancellation)
    {
        foreach (var plan in after.Plans)
            if (before?.FindPlan(plan.Key) is { } old && old.Entitlements.Parallel != plan.Entitlements.Parallel)
                await Jobs.SetParallelLimitAsync(
                    transaction, await UsedPlan.WorkspacesAsync(transaction, plan.Key, cancellation),
                    plan.Entitlements.Parallel, cancellation);
    }

    async Task<CatalogueRow> InsertAsync(
        NpgsqlTransaction transaction, CatalogueRow row, CancellationToken cancellation)
    {
        var createdAt = await transaction.Connection!.ExecuteScalarAsync<DateTime>(
            new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation));
        if (row.Number > 1) // the first comes with the first start, nobody chose it over another
            await audit.WriteAsync(transaction, new NewEntry(
                row.Actor, "catalogue.stored", $"catalogue:{row.Id}", new { row.Number, row.Sha256 }), cancellation);
        return row with { CreatedAt = createdAt };
    }
}
