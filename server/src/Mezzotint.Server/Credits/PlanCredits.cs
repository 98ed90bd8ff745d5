using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Ledger;
using Mezzotint.Server.Catalogues;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>The credits that a workspace's plan brings, cycle by cycle.</summary>
sealed class PlanCredits(CurrentCatalogue catalogue, TimeProvider clock)
{
    const string LockWorkspace =
        "select plan, billing, plan_since as PlanSince from workspace where id = @id for update";

    const string SetRenewal = "update workspace set renews_at = @at where id = @id";

    const string SelectDue = """
        select id from workspace where renews_at <= now() order by renews_at limit @limit for update skip locked
        """;

    /// <summary>Grants what is due now to one workspace, and notes when the next is.</summary>
    public async Task GrantAsync(NpgsqlTransaction transaction, Guid workspaceId, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var (planKey, billing, since) = await connection.QuerySingleAsync<(string, string?, DateTime)>(
            new CommandDefinition(LockWorkspace, new { id = workspaceId }, transaction,
                cancellationToken: cancellation));
        DateTimeOffset? next = null;
        // A plan that left the catalogue brings nothing any more.
        foreach (var grant in catalogue.Value.FindPlan(planKey)?.GrantsOf(billing) ?? [])
        {
            if (grant.Millicredits == 0)
                continue;
            var end = await RenewAsync(transaction, workspaceId, grant, since, cancellation);
            if (end is not null && (next is null || end < next))
                next = end;
        }
        await connection.ExecuteAsync(new CommandDefinition(
            SetRenewal, new { id = workspaceId, at = next }, transaction, cancellationToken: cancellation));
    }

    /// <summary>Grants what is due to some workspaces; safe on many servers at once.</summary>
    /// <returns>How many workspaces there were.</returns>
    public async Task<int> GrantDueAsync(NpgsqlTransaction transaction, int limit, CancellationToken cancellation)
    {
        var due = (await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(
            SelectDue, new { limit }, transaction, cancellationToken: cancellation))).AsList();
        foreach (var workspace in due)
            await GrantAsync(transaction, workspace, cancellation);
        return due.Count;
    }

    /// <returns>When the period ends that was granted or had been; null where it never does.</returns>
    async Task<DateTimeOffset?> RenewAsync(
        NpgsqlTransaction transaction, Guid workspaceId, PlanGrant grant, DateTime since,
        CancellationToken cancellation)
    {
        var result = await Renewals.RenewAsync(transaction.Connection!, transaction, new Allowance
        {
            SubscriptionId = workspaceId,
            GrantId = Guid.CreateVersion7(clock.GetUtcNow()),
            WorkspaceId = workspaceId,
            Wallet = grant.Wallet,
            AmountMillicredits = grant.Millicredits,
            Cycle = Enum.Parse<Ledger.Cycle>(grant.Cycle.ToString()),
            Anchor = since,
        }, cancellation);
        return result switch
        {
            RenewResult.Granted granted => granted.Period.End,
            RenewResult.AlreadyGranted before => before.Period.End,
            _ => since,
        };
    }
}
