using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>The end of an image's share of a hold: captured or released.</summary>
/// <remarks>
/// The letter of the image in ledger_hold.images is the state machine: h -> c by capture, h -> r by release. The
/// statement that changes the letter also moves the money, so neither happens twice or alone.
/// </remarks>
static class Settlement
{
    // `image` becomes the one image, if its share is still held.
    const string TakeImage = """
        with image as (
          update ledger_hold set images = overlay(images placing 'c' from @image + 1)
          where id = @holdId and substr(images, @image + 1, 1) = 'h'
          returning id, workspace_id, @image as index, image_millicredits as price),

        """;

    // The key gets back what its hold is about to release. This also locks the hold for the statement after it.
    const string ReturnToKey = """
        with hold as (
          select api_key_id, created_at, image_millicredits as price,
            case when @image is null then images else substr(images, @image + 1, 1) end as images
          from ledger_hold where id = @holdId for update)
        update ledger_key_month m
        set spent_millicredits = m.spent_millicredits - hold.price * length(translate(hold.images, 'cr', ''))
        from hold
        where m.api_key_id = hold.api_key_id and m.month = date_trunc('month', hold.created_at at time zone 'utc');

        """;

    // `image` becomes the one image, or all, whose share is still held.
    const string TakeImages = """
        with hold as (
          select id, workspace_id, images, image_millicredits as price from ledger_hold where id = @holdId for update),
        image as (
          select hold.id, hold.workspace_id, n.index, hold.price
          from hold cross join lateral generate_series(0, length(hold.images) - 1) as n (index)
          where substr(hold.images, n.index + 1, 1) = 'h' and (@image is null or n.index = @image)),
        settled as (
          update ledger_hold h
          set images = case when @image is null then translate(hold.images, 'h', 'r')
            else overlay(hold.images placing 'r' from @image + 1) end
          from hold where h.id = hold.id and exists (select from image)),

        """;

    // A pending transfer is a part of the hold, [last - amount, last) of what it took; an image's share of the part is
    // where the two stretches overlap. Its ending says the hold's reason and actor.
    const string MoveShares = """
        hold_part as (
          select part, debit_account as account, amount_millicredits as amount, reason, actor,
            sum(amount_millicredits) over (order by part)::bigint as last
          from ledger_transfer where idempotency_key = @key),
        share as (
          select image.id as hold_id, image.workspace_id, image.index, p.part, p.account, p.reason, p.actor,
            least(p.last, (image.index + 1) * image.price) - greatest(p.last - p.amount, image.index * image.price)
              as amount
          from image join hold_part p
            on p.last - p.amount < (image.index + 1) * image.price and p.last > image.index * image.price),
        ending as (
          select share.hold_id, share.workspace_id, share.index, share.part, share.account, share.amount,
            share.reason, share.actor, a.posted_millicredits as posted, a.pending_millicredits as pending,
            case when @state = 'posted' then 'posted' when a.expires_at <= now() then 'expired' else @state end as state
          from share join ledger_account a on a.id = share.account
          order by a.expires_at, a.id for update of a),
        moved as (
          update ledger_account a
          set posted_millicredits = change.posted, pending_millicredits = change.pending
          from (
            select account, pending - sum(amount)::bigint as pending,
              posted - coalesce(sum(amount) filter (where state <> 'voided'), 0)::bigint as posted
            from ending group by account, posted, pending) as change
          where a.id = change.account),
        written as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, hold_id, image, reason, actor)
          select hold_id::text || '#' || index, part, workspace_id, account,
            case state when 'expired' then @Expired else @Spent end, amount, state, hold_id, index, reason, actor
          from ending order by index, part
          returning amount_millicredits as amount, state)
        select (select count(*) from image)::int as images,
          coalesce((select sum(price) from image), 0)::bigint as price,
          coalesce(sum(amount) filter (where state <> 'expired'), 0)::bigint as settled,
          coalesce(sum(amount) filter (where state = 'expired'), 0)::bigint as expired
        from written
        """;

    const string SelectImage = """
        select case when @image is null then images else substr(images, @image + 1, 1) end
        from ledger_hold where id = @holdId
        """;

    public static async Task<CaptureResult> CaptureAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int image,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        var row = Row(holdId, image, "posted");
        var (images, price, settled, _) = await connection.QuerySingleAsync<(int, long, long, long)>(
            new CommandDefinition(TakeImage + MoveShares, row, transaction, cancellationToken: cancellation));
        Invariant.Holds(settled == price, $"an image of {price} captured {settled} millicredits");
        if (images == 1)
            return CaptureResult.Captured;
        return await FindAsync(connection, transaction, holdId, image, cancellation) switch
        {
            "c" => CaptureResult.AlreadyCaptured,
            "r" => CaptureResult.AlreadyReleased,
            null or "" => CaptureResult.NotFound,
            var state => throw new UnreachableException($"Image {image} of hold {holdId} stayed '{state}'."),
        };
    }

    public static async Task<ReleaseResult> ReleaseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int? image,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image ?? 0, nameof(image));
        var row = Row(holdId, image, "voided");
        var (images, price, returned, expired) = await connection.QuerySingleAsync<(int, long, long, long)>(
            new CommandDefinition(
                ReturnToKey + TakeImages + MoveShares, row, transaction, cancellationToken: cancellation));
        Invariant.Holds(returned + expired == price, $"images of {price} released {returned + expired} millicredits");
        if (images > 0)
            return new ReleaseResult.Released(images, returned, expired);
        return await FindAsync(connection, transaction, holdId, image, cancellation) is null or ""
            ? new ReleaseResult.NotFound() : new ReleaseResult.AlreadySettled();
    }

    static object Row(Guid holdId, int? image, string state) => new
    {
        holdId,
        key = holdId.ToString(),
        image,
        state,
        SystemAccount.Spent,
        SystemAccount.Expired,
    };

    static Task<string?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int? image,
        CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            SelectImage, new { holdId, image }, transaction, cancellationToken: cancellation));
}
