using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Questions about what wallets hold.</summary>
public static class Balances
{
    const string SelectOfWorkspace = """
        select workspace_id, wallet,
          coalesce(sum(posted_millicredits - pending_millicredits) filter (where expires_at > now()), 0)::bigint,
          sum(pending_millicredits)::bigint,
          min(expires_at) filter (where expires_at > now() and expires_at < 'infinity'
            and posted_millicredits > pending_millicredits)
        from ledger_account where workspace_id = @workspaceId and has_balance
        group by workspace_id, wallet order by wallet
        """;

    const string SelectLow = """
        select asked.workspace_id, asked.wallet,
          coalesce(sum(a.posted_millicredits - a.pending_millicredits) filter (where a.expires_at > now()), 0)::bigint,
          coalesce(sum(a.pending_millicredits), 0)::bigint,
          min(a.expires_at) filter (where a.expires_at > now() and a.expires_at < 'infinity'
            and a.posted_millicredits > a.pending_millicredits)
        from unnest(@workspaces, @wallets, @thresholds) as asked (workspace_id, wallet, threshold)
        left join ledger_account a
          on a.workspace_id = asked.workspace_id and a.wallet = asked.wallet and a.has_balance
        group by asked.workspace_id, asked.wallet, asked.threshold
        having coalesce(sum(a.posted_millicredits - a.pending_millicredits) filter (where a.expires_at > now()), 0)
          < asked.threshold
        order by asked.workspace_id, asked.wallet
        """;

    const string SelectGrants = """
        select id, wallet, source,
          case when expires_at > now() then posted_millicredits - pending_millicredits else 0 end, pending_millicredits,
          nullif(expires_at, 'infinity'), created_at
        from ledger_account where workspace_id = @workspaceId and has_balance
        order by wallet, expires_at, id
        """;

    /// <summary>A workspace's wallets, by name, but those that hold nothing.</summary>
    public static Task<IReadOnlyList<Balance>> OfAsync(
        NpgsqlConnection connection, Guid workspaceId, CancellationToken cancellation) =>
        ReadAsync(connection, new CommandDefinition(
            SelectOfWorkspace, new { workspaceId }, cancellationToken: cancellation));

    /// <summary>A workspace's grants that are not used up, by wallet, in the order in which they are spent.</summary>
    public static async Task<IReadOnlyList<OpenGrant>> GrantsAsync(
        NpgsqlConnection connection, Guid workspaceId, CancellationToken cancellation) =>
    [
        .. from row in await connection.QueryAsync<(Guid, string, string, long, long, DateTime?, DateTime)>(
               new CommandDefinition(SelectGrants, new { workspaceId }, cancellationToken: cancellation))
           let source = Enum.Parse<GrantSource>(row.Item3, ignoreCase: true)
           select new OpenGrant(row.Item1, row.Item2, source, row.Item4, row.Item5, row.Item6, row.Item7),
    ];

    /// <summary>Those of the wallets that are low, empty ones too.</summary>
    public static Task<IReadOnlyList<Balance>> LowAsync(
        NpgsqlConnection connection, IReadOnlyCollection<BalanceThreshold> wallets, CancellationToken cancellation) =>
        ReadAsync(connection, new CommandDefinition(
            SelectLow,
            new
            {
                workspaces = wallets.Select(wallet => wallet.WorkspaceId).ToArray(),
                wallets = wallets.Select(wallet => wallet.Wallet).ToArray(),
                thresholds = wallets.Select(wallet => wallet.BelowMillicredits).ToArray(),
            },
            cancellationToken: cancellation));

    static async Task<IReadOnlyList<Balance>> ReadAsync(NpgsqlConnection connection, CommandDefinition command) =>
    [
        .. from row in await connection.QueryAsync<(Guid, string, long, long, DateTime?)>(command)
           let nextExpiry = row.Item5 is { } at ? new DateTimeOffset(at) : (DateTimeOffset?)null
           select new Balance(row.Item1, row.Item2, row.Item3, row.Item4, nextExpiry),
    ];
}
