using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>A workspace's account book, page by page.</summary>
public static class Transfers
{
    const string SelectPage = """
        select t.id, coalesce(credit.wallet, debit.wallet) as wallet,
          case when credit.kind = 'grant' then credit.id else debit.id end as grant_id,
          case when credit.kind = 'grant' then debit.kind else credit.kind end as counterpart,
          case when credit.kind = 'grant' then t.amount_millicredits else -t.amount_millicredits end as amount,
          t.state, t.hold_id, t.image, t.reason, t.actor, t.created_at
        from ledger_transfer t
        join ledger_account debit on debit.id = t.debit_account
        join ledger_account credit on credit.id = t.credit_account
        where t.workspace_id = @workspaceId and t.id < @before
        order by t.id desc limit @limit
        """;

    /// <summary>A page of a workspace's transfers, newest first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="workspaceId">Whose.</param>
    /// <param name="before">The last id of the page before; null for the first page.</param>
    /// <param name="limit">Transfers at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<IReadOnlyList<Transfer>> PageAsync(
        NpgsqlConnection connection, Guid workspaceId, long? before, int limit, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SelectPage, connection);
        command.Parameters.AddWithValue("workspaceId", workspaceId);
        command.Parameters.AddWithValue("before", before ?? long.MaxValue);
        command.Parameters.AddWithValue("limit", limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var page = new List<Transfer>(limit);
        while (await reader.ReadAsync(cancellation))
            page.Add(Read(reader));
        return page;
    }

    static Transfer Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Wallet = reader.GetString(1),
        GrantId = reader.GetGuid(2),
        Counterpart = reader.GetString(3),
        AmountMillicredits = reader.GetInt64(4),
        State = Enum.Parse<TransferState>(reader.GetString(5), ignoreCase: true),
        HoldId = reader.GetFieldValue<Guid?>(6),
        Image = reader.GetFieldValue<int?>(7),
        Reason = reader.GetString(8),
        Actor = reader.GetString(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
    };
}
