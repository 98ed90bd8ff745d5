using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Some holds, locked with what they took from: images end in memory, and are written together.</summary>
/// <remarks>
/// The letter of an image in ledger_hold.images is the state machine: h -> c by capture, h -> r by release. Letter and
/// money are read under one lock and written in one go, so neither happens twice or alone. Two round trips, however
/// many images there are. Locks are taken in the order of all of the ledger: holds, months of keys, accounts as they
/// expire.
/// </remarks>
public sealed class OpenHolds
{
    const string LockHolds = """
        select id, workspace_id as WorkspaceId, image_millicredits as Price, images from ledger_hold
        where id = any (@ids) order by id for update;

        """;

    // What their keys spent, which a release lowers.
    const string LockKeyMonths = """
        select api_key_id from ledger_key_month where (api_key_id, month) in (
          select api_key_id, date_trunc('month', created_at at time zone 'utc')::date from ledger_hold
          where id = any (@ids))
        order by api_key_id, month for update;

        """;

    const string LockAccounts = """
        select id, posted_millicredits as Posted, pending_millicredits as Pending, expires_at <= now() as IsExpired
        from ledger_account where id in (select debit_account from ledger_transfer where idempotency_key = any (@keys))
        order by expires_at, id for update;

        select hold_id as HoldId, part, debit_account as AccountId, amount_millicredits as Amount, reason, actor
        from ledger_transfer where idempotency_key = any (@keys) order by part
        """;

    const string Write = """
        update ledger_hold h set images = changed.images
        from unnest(@holds, @letters) as changed (id, images) where h.id = changed.id;

        update ledger_account a set posted_millicredits = changed.posted, pending_millicredits = changed.pending
        from unnest(@accounts, @posted, @pending) as changed (id, posted, pending) where a.id = changed.id;

        insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
          amount_millicredits, state, hold_id, image, reason, actor)
        select t.hold_id || '#' || t.image, t.part, t.workspace_id, t.account,
          case t.state when 'expired' then @Expired else @Spent end, t.amount, t.state, t.hold_id, t.image, t.reason,
          t.actor
        from unnest(
            @endingHolds, @images, @parts, @workspaces, @endingAccounts, @amounts, @states, @reasons, @actors)
          with ordinality as t (hold_id, image, part, workspace_id, account, amount, state, reason, actor, place)
        order by t.place;

        """;

    const string ReturnToKeys = """
        update ledger_key_month m set spent_millicredits = m.spent_millicredits - returned.amount
        from (
          select h.api_key_id, date_trunc('month', h.created_at at time zone 'utc')::date as month,
            sum(r.amount)::bigint as amount
          from unnest(@returnedHolds, @returned) as r (hold_id, amount) join ledger_hold h on h.id = r.hold_id
          group by 1, 2) returned
        where m.api_key_id = returned.api_key_id and m.month = returned.month;

        """;

    readonly NpgsqlTransaction _transaction;
    readonly bool _isForRelease;
    readonly Dictionary<Guid, LockedHold> _holds;
    readonly Dictionary<Guid, LockedAccount> _accounts;
    readonly List<Ending> _endings = [];

    OpenHolds(
        NpgsqlTransaction transaction, bool isForRelease, Dictionary<Guid, LockedHold> holds,
        Dictionary<Guid, LockedAccount> accounts)
    {
        (_transaction, _isForRelease, _holds, _accounts) = (transaction, isForRelease, holds, accounts);
    }

    /// <summary>Locks some holds; ids of none are passed over.</summary>
    /// <param name="transaction">The one that also makes the images' jobs final.</param>
    /// <param name="holdIds">Which.</param>
    /// <param name="isForRelease">Whether images may be released: what keys spent is locked as well.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<OpenHolds> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Guid> holdIds, bool isForRelease,
        CancellationToken cancellation)
    {
        var asked = new { ids = holdIds.ToArray(), keys = holdIds.Select(id => id.ToString()).ToArray() };
        await using var rows = await transaction.Connection!.QueryMultipleAsync(new CommandDefinition(
            isForRelease ? LockHolds + LockKeyMonths + LockAccounts : LockHolds + LockAccounts, asked, transaction,
            cancellationToken: cancellation));
        var holds = (await rows.ReadAsync<LockedHold>()).ToDictionary(hold => hold.Id);
        if (isForRelease)
            await rows.ReadAsync<Guid>();
        var accounts = (await rows.ReadAsync<LockedAccount>()).ToDictionary(account => account.Id);
        foreach (var part in await rows.ReadAsync<HoldPart>())
            holds[part.HoldId].Add(part);
        return new OpenHolds(transaction, isForRelease, holds, accounts);
    }

    /// <summary>Spends an image's share, also where a grant has expired since it was held.</summary>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0.</param>
    public CaptureResult Capture(Guid holdId, int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        if (!_holds.TryGetValue(holdId, out var hold) || image >= hold.Letters.Length)
            return CaptureResult.NotFound;
        if (hold.Letters[image] != LockedHold.Held)
            return hold.Letters[image] == LockedHold.Captured
                ? CaptureResult.AlreadyCaptured : CaptureResult.AlreadyReleased;
        End(hold, image, LockedHold.Captured);
        return CaptureResult.Captured;
    }

    /// <summary>Gives an image's share back, or all that is held; what came of an expired grant expires.</summary>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0; null for all images that are still held.</param>
    public ReleaseResult Release(Guid holdId, int? image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image ?? 0, nameof(image));
        if (!_isForRelease)
            throw new InvalidOperationException("These holds were locked for captures alone.");
        if (!_holds.TryGetValue(holdId, out var hold) || image >= hold.Letters.Length)
            return new ReleaseResult.NotFound();
        var first = _endings.Count;
        var images = Enumerable.Range(0, hold.Letters.Length)
            .Where(index => hold.Letters[index] == LockedHold.Held && (image ?? index) == index).ToList();
        foreach (var index in images)
            End(hold, index, LockedHold.Released);
        var expired = _endings.Skip(first).Where(ending => ending.State == "expired").Sum(ending => ending.Amount);
        return images is [] ? new ReleaseResult.AlreadySettled()
            : new ReleaseResult.Released(images.Count, images.Count * hold.Price - expired, expired);
    }

    /// <summary>Writes what was decided.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var changed = _holds.Values.Where(hold => hold.IsChanged).ToList();
        if (changed is not [])
            await _transaction.Connection!.ExecuteAsync(new CommandDefinition(
                _isForRelease ? Write + ReturnToKeys : Write, Rows(changed), _transaction,
                cancellationToken: cancellation));
    }

    /// <summary>Image i of price a has [i a, (i + 1) a) of the hold; its share of a part is the overlap.</summary>
    void End(LockedHold hold, int image, char letter)
    {
        hold.End(image, letter);
        var (start, end, ended) = (image * hold.Price, (image + 1) * hold.Price, 0L);
        foreach (var (part, first, last) in hold.Parts)
        {
            var amount = Math.Min(last, end) - Math.Max(first, start);
            if (amount <= 0)
                continue;
            var account = _accounts[part.AccountId];
            var state = letter == LockedHold.Captured ? "posted" : account.IsExpired ? "expired" : "voided";
            account.Pending -= amount;
            account.Posted -= state == "voided" ? 0 : amount;
            account.IsChanged = true;
            _endings.Add(new Ending(hold, image, part, amount, state));
            ended += amount;
        }
        Invariant.Holds(ended == hold.Price, $"an image of {hold.Price} ended {ended} millicredits");
    }

    object Rows(List<LockedHold> changed)
    {
        var accounts = _accounts.Values.Where(account => account.IsChanged).ToList();
        return new
        {
            holds = changed.Select(hold => hold.Id).ToArray(),
            letters = changed.Select(hold => new string(hold.Letters)).ToArray(),
            accounts = accounts.Select(account => account.Id).ToArray(),
            posted = accounts.Select(account => account.Posted).ToArray(),
            pending = accounts.Select(account => account.Pending).ToArray(),
            SystemAccount.Spent,
            SystemAccount.Expired,
            endingHolds = _endings.Select(ending => ending.Hold.Id).ToArray(),
            images = _endings.Select(ending => ending.Image).ToArray(),
            parts = _endings.Select(ending => ending.Part.Part).ToArray(),
            workspaces = _endings.Select(ending => ending.Hold.WorkspaceId).ToArray(),
            endingAccounts = _endings.Select(ending => ending.Part.AccountId).ToArray(),
            amounts = _endings.Select(ending => ending.Amount).ToArray(),
            states = _endings.Select(ending => ending.State).ToArray(),
            reasons = _endings.Select(ending => ending.Part.Reason).ToArray(),
            actors = _endings.Select(ending => ending.Part.Actor).ToArray(),
            returnedHolds = changed.Select(hold => hold.Id).ToArray(),
            returned = changed.Select(hold => hold.ReleasedCount * hold.Price).ToArray(),
        };
    }

    sealed record Ending(LockedHold Hold, int Image, HoldPart Part, long Amount, string State);
}
