using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Changes by an admin: a plus is a grant, a minus never goes below 0.</summary>
public static class Adjustments
{
    // The first part decides whether this is a replay: the others follow it.
    const string TakeAway = Taking.FromGrantsThatExpireFirst + """
        first as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, reason, actor)
          select @IdempotencyKey, 1, @WorkspaceId, taken.id, @Adjusted, taken.amount, 'posted', @Reason, @Actor
          from taken, balance where taken.part = 1 and balance.available >= @Amount
          on conflict (idempotency_key, part) do nothing
          returning amount_millicredits),
        others as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, reason, actor)
          select @IdempotencyKey, taken.part, @WorkspaceId, taken.id, @Adjusted, taken.amount, 'posted', @Reason, @Actor
          from taken, first where taken.part > 1 order by taken.part
          returning amount_millicredits),
        moved as (
          update ledger_account a
          set posted_millicredits = taken.posted - taken.amount, pending_millicredits = taken.pending
          from taken, first where a.id = taken.id)
        select balance.available, coalesce((select amount_millicredits from first), 0)
          + coalesce((select sum(amount_millicredits) from others), 0)::bigint
        from balance
        """;

    const string IsSameTaking = """
        select sum(t.amount_millicredits) = @Amount
          and bool_and(t.workspace_id = @WorkspaceId and a.wallet = @Wallet and t.credit_account = @Adjusted)
        from ledger_transfer t left join ledger_account a on a.id = t.debit_account
        where t.idempotency_key = @IdempotencyKey
        """;

    /// <summary>Adds to a wallet or takes from it, once for each key.</summary>
    public static async Task<AdjustResult> AdjustAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Adjustment adjustment,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(adjustment.AmountMillicredits);
        if (adjustment.AmountMillicredits < 0)
            return await TakeAsync(connection, transaction, adjustment, cancellation);
        var grant = new Grant
        {
            Id = adjustment.Id,
            IdempotencyKey = adjustment.IdempotencyKey,
            WorkspaceId = adjustment.WorkspaceId,
            Wallet = adjustment.Wallet,
            AmountMillicredits = adjustment.AmountMillicredits,
            Source = GrantSource.Adjustment,
            ExpiresAt = adjustment.ExpiresAt,
            Cause = adjustment.Cause,
        };
        return await Grants.GrantAsync(connection, transaction, grant, cancellation) switch
        {
            GrantResult.Granted => new AdjustResult.Adjusted(),
            GrantResult.AlreadyGranted => new AdjustResult.AlreadyAdjusted(),
            _ => new AdjustResult.IdempotencyConflict(),
        };
    }

    static async Task<AdjustResult> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Adjustment adjustment,
        CancellationToken cancellation)
    {
        var row = new
        {
            adjustment.IdempotencyKey,
            adjustment.WorkspaceId,
            adjustment.Wallet,
            Amount = checked(-adjustment.AmountMillicredits),
            SystemAccount.Adjusted,
            adjustment.Cause.Reason,
            adjustment.Cause.Actor,
        };
        var (available, taken) = await connection.QuerySingleAsync<(long, long)>(
            new CommandDefinition(TakeAway, row, transaction, cancellationToken: cancellation));
        if (taken > 0)
        {
            Invariant.Holds(taken == row.Amount, $"an adjustment by -{row.Amount} took {taken} millicredits");
            return new AdjustResult.Adjusted();
        }
        return await connection.ExecuteScalarAsync<bool?>(
            new CommandDefinition(IsSameTaking, row, transaction, cancellationToken: cancellation)) switch
        {
            true => new AdjustResult.AlreadyAdjusted(),
            false => new AdjustResult.IdempotencyConflict(),
            null => new AdjustResult.InsufficientCredits(available),
        };
    }
}
