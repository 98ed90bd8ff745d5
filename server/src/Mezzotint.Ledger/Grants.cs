using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Credits given, and credits whose time is over.</summary>
public static class Grants
{
    const string InsertGrant = """
        with entry as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, reason, actor)
          values (@IdempotencyKey, 1, @WorkspaceId, @Issuer, @Id, @AmountMillicredits, 'posted', @Reason, @Actor)
          on conflict (idempotency_key, part) do nothing
          returning credit_account, amount_millicredits)
        insert into ledger_account (id, kind, workspace_id, wallet, source, expires_at, posted_millicredits,
          pending_millicredits)
        select credit_account, 'grant', @WorkspaceId, @Wallet, @Source, coalesce(@ExpiresAt, 'infinity'),
          amount_millicredits, 0
        from entry
        """;

    const string IsSameGrant = """
        select count(*) from ledger_transfer t join ledger_account a on a.id = t.credit_account
        where t.idempotency_key = @IdempotencyKey and t.part = 1 and t.debit_account = @Issuer
          and a.workspace_id = @WorkspaceId and a.wallet = @Wallet and t.amount_millicredits = @AmountMillicredits
        """;

    // A grant that someone is working on is left for the next run. What is on hold stays until it is settled. The key
    // is the run's, not the grant's: a release that began before the expiry may leave something for a later run.
    const string ExpireDue = """
        with due as (
          select id, workspace_id, pending_millicredits as pending,
            posted_millicredits - pending_millicredits as amount
          from ledger_account
          where has_balance and expires_at <= now() and posted_millicredits > pending_millicredits
          order by expires_at, id limit @limit for update skip locked),
        moved as (
          update ledger_account a set posted_millicredits = due.pending, pending_millicredits = due.pending
          from due where a.id = due.id),
        written as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, reason, actor)
          select @key, row_number() over (order by due.id), due.workspace_id, due.id, @Expired, due.amount,
            'posted', 'expired', 'expire'
          from due
          returning amount_millicredits)
        select count(*)::int, coalesce(sum(amount_millicredits), 0)::bigint from written
        """;

    /// <summary>Puts credits into a wallet, once for each key.</summary>
    public static async Task<GrantResult> GrantAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Grant grant, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grant.AmountMillicredits);
        var row = new
        {
            grant.Id,
            grant.IdempotencyKey,
            grant.WorkspaceId,
            grant.Wallet,
            grant.AmountMillicredits,
            Source = grant.Source.ToString().ToLowerInvariant(),
            Issuer = SystemAccount.Issuing(grant.Source),
            ExpiresAt = grant.ExpiresAt?.ToUniversalTime(),
            grant.Cause.Reason,
            grant.Cause.Actor,
        };
        var inserted = await connection.ExecuteAsync(
            new CommandDefinition(InsertGrant, row, transaction, cancellationToken: cancellation));
        if (inserted == 1)
            return GrantResult.Granted;
        var same = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(IsSameGrant, row, transaction, cancellationToken: cancellation));
        return same == 1 ? GrantResult.AlreadyGranted : GrantResult.IdempotencyConflict;
    }

    /// <summary>A duty: takes what is left and not on hold from grants whose time is over.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">The caller's transaction.</param>
    /// <param name="runId">This run's id, a uuid of version 7; its transfers carry it as their key.</param>
    /// <param name="limit">Grants to take at most. Call again while as many were taken.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<ExpireResult> ExpireAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid runId, int limit,
        CancellationToken cancellation)
    {
        var (grants, amount) = await connection.QuerySingleAsync<(int, long)>(new CommandDefinition(
            ExpireDue, new { key = $"expire:{runId}", limit, SystemAccount.Expired }, transaction,
            cancellationToken: cancellation));
        return new ExpireResult(grants, amount);
    }
}
