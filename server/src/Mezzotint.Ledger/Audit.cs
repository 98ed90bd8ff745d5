using System.Data;
using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Computes every balance again from the transfers.</summary>
public static class Audit
{
    const string SumOfTransfers = """
        with entry as (
          select debit_account as account,
            case when state in ('posted', 'expired') then -amount_millicredits else 0 end as posted,
            case when state = 'pending' then amount_millicredits
              when hold_id is not null then -amount_millicredits else 0 end as pending
          from ledger_transfer
          union all
          select credit_account, amount_millicredits, 0 from ledger_transfer where state in ('posted', 'expired')),
        computed as (
          select account, sum(posted)::bigint as posted, sum(pending)::bigint as pending from entry group by account)

        """;

    const string SelectAccounts = SumOfTransfers + """
        select coalesce(a.id, c.account), a.posted_millicredits, a.pending_millicredits,
          coalesce(c.posted, 0), coalesce(c.pending, 0)
        from ledger_account a full join computed c on c.account = a.id
        where a.id is null or a.kind = 'grant' and (a.posted_millicredits <> coalesce(c.posted, 0)
          or a.pending_millicredits <> coalesce(c.pending, 0))
        order by 1
        """;

    const string SelectSystem = SumOfTransfers + """
        select a.kind, coalesce(c.posted, 0) from ledger_account a left join computed c on c.account = a.id
        where a.kind <> 'grant'
        """;

    const string SelectGrants = """
        select coalesce(sum(posted_millicredits), 0)::bigint, coalesce(sum(pending_millicredits), 0)::bigint
        from ledger_account where kind = 'grant'
        """;

    const string SelectHolds = """
        with computed as (
          select hold_id,
            coalesce(sum(amount_millicredits) filter (where state = 'pending'), 0) as held,
            coalesce(sum(amount_millicredits) filter (where state = 'posted'), 0) as captured,
            coalesce(sum(amount_millicredits) filter (where state in ('voided', 'expired')), 0) as released
          from ledger_transfer where hold_id is not null group by hold_id)
        select coalesce(h.id, c.hold_id) from ledger_hold h full join computed c on c.hold_id = h.id
        where h.id is null or c.hold_id is null and h.image_millicredits > 0
          or c.held <> h.image_millicredits * length(h.images)
          or c.captured <> h.image_millicredits * length(translate(h.images, 'hr', ''))
          or c.released <> h.image_millicredits * length(translate(h.images, 'hc', ''))
        order by 1
        """;

    const string SelectKeys = """
        with computed as (
          select api_key_id, date_trunc('month', created_at at time zone 'utc') as month,
            sum(image_millicredits * length(translate(images, 'r', ''))) as spent
          from ledger_hold where api_key_id is not null group by 1, 2)
        select distinct coalesce(m.api_key_id, c.api_key_id)
        from ledger_key_month m full join computed c on c.api_key_id = m.api_key_id and c.month = m.month
        where coalesce(m.spent_millicredits, 0) <> coalesce(c.spent, 0)
        """;

    /// <summary>Reads everything, in a transaction of its own that sees one moment. It stops nobody.</summary>
    public static async Task<AuditReport> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        var system = (await connection.QueryAsync<(string Kind, long Posted)>(Command(SelectSystem)))
            .ToDictionary(row => row.Kind, row => row.Posted);
        var (granted, held) = await connection.QuerySingleAsync<(long, long)>(Command(SelectGrants));
        return new AuditReport
        {
            Accounts =
            [
                .. from row in await connection.QueryAsync<(Guid, long?, long?, long, long)>(Command(SelectAccounts))
                   select new AccountDifference(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5),
            ],
            Holds = [.. await connection.QueryAsync<Guid>(Command(SelectHolds))],
            ApiKeys = [.. await connection.QueryAsync<Guid>(Command(SelectKeys))],
            SystemMillicredits = system,
            TotalMillicredits = system.Values.Sum() + granted,
            HeldMillicredits = held,
        };

        CommandDefinition Command(string sql) =>
            new(sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellation);
    }
}
