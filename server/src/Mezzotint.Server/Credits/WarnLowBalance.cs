using Dapper;
using Mezzotint.Ledger;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>Mails the owners of a workspace when little is left of its credits, once a cycle.</summary>
/// <remarks>
/// Any number of servers may do it: the row of the warning and its mail are written together, and only once. Credits
/// that are given once have no cycle: there a warning follows each fall after the balance had risen.
/// </remarks>
sealed class WarnLowBalance(
    NpgsqlDataSource database, CurrentCatalogue current, Outbox outbox, TimeProvider clock,
    ILogger<WarnLowBalance> log) : BackgroundService
{
    const int TenthOfGrants = 10;

    // Those that never get credits by themselves are not warned that there are none.
    const string SelectWorkspaces = """
        select id, name, plan, billing, coalesce(renews_at, 'infinity') as CycleEnd from workspace
        where id > @after and (renews_at is not null or is_personal) order by id limit @Batch
        """;

    const string Warn = """
        insert into low_balance_warning as warning (workspace_id, wallet, cycle_end)
        select id, @wallet, coalesce(renews_at, 'infinity') from workspace where id = @workspaceId
        on conflict (workspace_id, wallet) do update set cycle_end = excluded.cycle_end, has_recovered = false
        where warning.cycle_end <> excluded.cycle_end or warning.cycle_end = 'infinity' and warning.has_recovered
        returning 1
        """;

    const string Recover = """
        update low_balance_warning w set has_recovered = true
        from unnest(@workspaces, @wallets) as fine (workspace_id, wallet)
        where w.workspace_id = fine.workspace_id and w.wallet = fine.wallet and not w.has_recovered
        """;

    static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    /// <summary>Looks at all workspaces, in parts.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        for (var after = Guid.Empty; ;)
        {
            var workspaces = (await connection.QueryAsync<CreditedWorkspace>(new CommandDefinition(
                SelectWorkspaces, new { after, Duty.Batch }, cancellationToken: cancellation))).AsList();
            if (workspaces.Count == 0)
                return false;
            after = workspaces[^1].Id;
            await LookAsync(connection, workspaces, cancellation);
        }
    }

    async Task LookAsync(
        NpgsqlConnection connection, List<CreditedWorkspace> workspaces, CancellationToken cancellation)
    {
        BalanceThreshold[] wallets = [.. workspaces.SelectMany(Thresholds)];
        var low = await Balances.LowAsync(connection, wallets, cancellation);
        var lowKeys = low.Select(balance => (balance.WorkspaceId, balance.Wallet)).ToHashSet();
        var fine = wallets.Where(wallet => !lowKeys.Contains((wallet.WorkspaceId, wallet.Wallet))).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(Recover, new
        {
            workspaces = fine.Select(wallet => wallet.WorkspaceId).ToArray(),
            wallets = fine.Select(wallet => wallet.Wallet).ToArray(),
        }, cancellationToken: cancellation));
        foreach (var balance in low)
            await WarnAsync(connection, workspaces.First(workspace => workspace.Id == balance.WorkspaceId), balance,
                cancellation);
    }

    /// <summary>
    /// Of each wallet that the plan or registration fills: the catalogue's figure, or a tenth of a cycle's credits if
    /// that is more; a figure of 0 asks for no warning.
    /// </summary>
    IEnumerable<BalanceThreshold> Thresholds(CreditedWorkspace workspace)
    {
        var catalogue = current.Value;
        var grants = catalogue.FindPlan(workspace.Plan)?.GrantsOf(workspace.Billing).ToList() ?? [];
        foreach (var wallet in catalogue.Wallets.Where(wallet => wallet.LowBalanceMillicredits > 0))
        {
            var granted = grants.Where(grant => grant.Wallet == wallet.Key).Sum(grant => grant.Millicredits);
            var isGiven = catalogue.Registration.FreeCredits.Any(gift => gift.Wallet == wallet.Key);
            if (granted > 0 || isGiven)
                yield return new BalanceThreshold(workspace.Id, wallet.Key,
                    Math.Max(wallet.LowBalanceMillicredits, granted / TenthOfGrants));
        }
    }

    async Task WarnAsync(
        NpgsqlConnection connection, CreditedWorkspace workspace, Balance balance, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var isNew = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            Warn, new { workspaceId = workspace.Id, balance.Wallet }, transaction, cancellationToken: cancellation));
        if (isNew is null)
            return;
        foreach (var owner in await Memberships.OwnersAsync(transaction, workspace.Id, cancellation))
            await outbox.QueueAsync(transaction, Letter(owner, workspace, balance), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    Letter Letter(string to, CreditedWorkspace workspace, Balance balance)
    {
        var left = current.Value.Branding.Credit.Describe(balance.AvailableMillicredits);
        var wallet = current.Value.FindWallet(balance.Wallet)?.Title ?? balance.Wallet;
        var next = workspace.CycleEnd == DateTime.MaxValue ? ""
            : $" The plan's next credits come on {workspace.CycleEnd:yyyy-MM-dd}.";
        return new Letter(to, $"{left} left in {workspace.Name}",
            $"The wallet \"{wallet}\" of the workspace {workspace.Name} has {left} left.{next} A request that costs "
            + "more than there is will be refused; nothing is ever charged beyond it.");
    }
}
