using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Credits set aside for images, and each image's share of them taken or given back, once.</summary>
/// <remarks>
/// Image i of price a has the stretch [i a, (i + 1) a) of what the hold took, in the order in which it took it. So the
/// grants that pay for an image are settled when the hold is, whichever image is done first.
/// Every method is one round trip. Locks are taken in one order: the key's month, the hold, accounts as they expire.
/// </remarks>
public static class Holds
{
    // Locks the key's row, so that two holds cannot both find room under its cap.
    const string LockKeyMonth = """
        insert into ledger_key_month as m (api_key_id, month, spent_millicredits)
        values (@ApiKeyId, date_trunc('month', now() at time zone 'utc'), 0)
        on conflict (api_key_id, month) do update set spent_millicredits = m.spent_millicredits;

        """;

    const string InsertHold = Taking.FromGrantsThatExpireFirst + """
        key_month as (
          select spent_millicredits as spent from ledger_key_month
          where api_key_id = @ApiKeyId and month = date_trunc('month', now() at time zone 'utc')),
        hold as (
          insert into ledger_hold (id, workspace_id, wallet, image_millicredits, images, api_key_id)
          select @Id, @WorkspaceId, @Wallet, @ImageMillicredits, repeat('h', @ImageCount), @ApiKeyId from balance
          where available >= @Amount
            and (@ApiKeyCapMillicredits is null or (select spent from key_month) + @Amount <= @ApiKeyCapMillicredits)
          on conflict (id) do nothing
          returning id, workspace_id, api_key_id),
        counted as (
          update ledger_key_month m set spent_millicredits = m.spent_millicredits + @Amount
          from hold
          where m.api_key_id = hold.api_key_id and m.month = date_trunc('month', now() at time zone 'utc')),
        moved as (
          update ledger_account a
          set posted_millicredits = taken.posted, pending_millicredits = taken.pending + taken.amount
          from taken, hold where a.id = taken.id),
        written as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, hold_id, reason, actor)
          select hold.id::text, taken.part, hold.workspace_id, taken.id, @Spent, taken.amount, 'pending', hold.id,
            @Reason, @Actor
          from hold, taken order by taken.part
          returning amount_millicredits)
        select exists (select from hold), balance.available,
          coalesce((select sum(amount_millicredits) from written), 0)::bigint,
          coalesce((select spent from key_month), 0)
        from balance
        """;

    const string IsSameHold = """
        select workspace_id = @WorkspaceId and wallet = @Wallet and image_millicredits = @ImageMillicredits
          and length(images) = @ImageCount and api_key_id is not distinct from @ApiKeyId
        from ledger_hold where id = @Id
        """;

    /// <summary>Sets credits aside for all images of a request, or for none.</summary>
    public static async Task<HoldResult> HoldAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Hold hold, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hold.ImageMillicredits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hold.ImageCount);
        var row = new
        {
            hold.Id,
            hold.WorkspaceId,
            hold.Wallet,
            hold.ImageMillicredits,
            hold.ImageCount,
            Amount = checked(hold.ImageMillicredits * hold.ImageCount),
            hold.ApiKeyId,
            hold.ApiKeyCapMillicredits,
            SystemAccount.Spent,
            hold.Cause.Reason,
            hold.Cause.Actor,
        };
        var sql = hold.ApiKeyId is null ? InsertHold : LockKeyMonth + InsertHold;
        var (isHeld, available, held, spent) = await connection.QuerySingleAsync<(bool, long, long, long)>(
            new CommandDefinition(sql, row, transaction, cancellationToken: cancellation));
        if (isHeld)
        {
            Invariant.Holds(held == row.Amount, $"a hold of {row.Amount} took {held} millicredits");
            return new HoldResult.Held(available - held);
        }
        // Asked after the refusal: the same hold may have been taken while this one waited for the wallet.
        var same = await connection.QuerySingleOrDefaultAsync<bool?>(
            new CommandDefinition(IsSameHold, row, transaction, cancellationToken: cancellation));
        return same switch
        {
            true => new HoldResult.AlreadyHeld(),
            false => new HoldResult.IdempotencyConflict(),
            null when available < row.Amount => new HoldResult.InsufficientCredits(available),
            null => new HoldResult.ExceedsKeyCap(spent),
        };
    }

    /// <summary>Spends one image's share, exactly once, also where a grant has expired since it was held.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">The transaction that also makes the image's job final.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static Task<CaptureResult> CaptureAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int image,
        CancellationToken cancellation) =>
        Settlement.CaptureAsync(connection, transaction, holdId, image, cancellation);

    /// <summary>Gives an image's share back, or all that is held; what came of an expired grant expires.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">The transaction that also makes the image's job final.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0; null for all images that are still held.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static Task<ReleaseResult> ReleaseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int? image,
        CancellationToken cancellation) =>
        Settlement.ReleaseAsync(connection, transaction, holdId, image, cancellation);
}
