using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Some wallets, locked: holds are decided one after the other in memory, and written together.</summary>
/// <remarks>
/// Nobody else takes from these wallets until the transaction ends, so what is decided is true when it is written, and
/// one that is refused leaves the others alone. Two round trips, however many holds there are. Locks are taken in the
/// order of all of the ledger: months of keys, then accounts as they expire.
/// </remarks>
public sealed class OpenWallets
{
    // Locks the keys' rows, so that two holds cannot both find room under a cap.
    const string LockKeyMonths = """
        insert into ledger_key_month (api_key_id, month, spent_millicredits)
        select id, date_trunc('month', now() at time zone 'utc'), 0 from unnest(@keys) as key (id) order by id
        on conflict (api_key_id, month) do nothing;

        select api_key_id, spent_millicredits from ledger_key_month
        where api_key_id = any (@keys) and month = date_trunc('month', now() at time zone 'utc')
        order by api_key_id for update;

        """;

    // The order in which grants are spent is the order of every lock on accounts: those that expire first, by age.
    const string LockGrants = """
        select a.workspace_id as WorkspaceId, a.wallet, a.id, a.posted_millicredits as Posted,
          a.pending_millicredits as Pending
        from unnest(@workspaces, @wallets) as asked (workspace_id, wallet)
        join ledger_account a on a.workspace_id = asked.workspace_id and a.wallet = asked.wallet
        where a.has_balance and a.expires_at > now() and a.posted_millicredits > a.pending_millicredits
        order by a.expires_at, a.id for update of a
        """;

    // All or nothing: where one of the holds is there already, none of the rest is written.
    const string Write = """
        with hold as (
          insert into ledger_hold (id, workspace_id, wallet, image_millicredits, images, api_key_id)
          select h.id, h.workspace_id, h.wallet, h.price, repeat('h', h.count), h.api_key_id
          from unnest(@ids, @workspaces, @wallets, @prices, @counts, @keys)
            as h (id, workspace_id, wallet, price, count, api_key_id)
          order by h.id
          on conflict (id) do nothing
          returning id),
        complete as (
          select from hold having count(*) = cardinality(@ids)),
        moved as (
          update ledger_account a set pending_millicredits = changed.pending
          from complete, unnest(@accounts, @pending) as changed (id, pending) where a.id = changed.id),
        counted as (
          update ledger_key_month m set spent_millicredits = spending.millicredits
          from complete, unnest(@spenders, @spendings) as spending (api_key_id, millicredits)
          where m.api_key_id = spending.api_key_id and m.month = date_trunc('month', now() at time zone 'utc')),
        written as (
          insert into ledger_transfer (idempotency_key, part, workspace_id, debit_account, credit_account,
            amount_millicredits, state, hold_id, reason, actor)
          select t.hold_id::text, t.part, t.workspace_id, t.account, @Spent, t.amount, 'pending', t.hold_id, t.reason,
            t.actor
          from complete, unnest(@takingHolds, @parts, @takingWorkspaces, @takenFrom, @amounts, @reasons, @actors)
            with ordinality as t (hold_id, part, workspace_id, account, amount, reason, actor, place)
          order by t.place)
        select exists (select from complete)
        """;

    readonly NpgsqlTransaction _transaction;
    readonly ILookup<(Guid, string), LockedAccount> _grants;
    readonly Dictionary<Guid, long> _spent;
    readonly List<Hold> _held = [];
    readonly List<Taken> _taken = [];

    OpenWallets(NpgsqlTransaction transaction, Dictionary<Guid, long> spent, IEnumerable<LockedGrant> grants)
    {
        _transaction = transaction;
        _spent = spent;
        _grants = grants.ToLookup(grant => (grant.WorkspaceId, grant.Wallet), grant => new LockedAccount
        {
            Id = grant.Id,
            Posted = grant.Posted,
            Pending = grant.Pending,
        });
    }

    /// <summary>Locks what some holds need. Take the queue's locks before, as everywhere.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="wanted">The holds that <see cref="Hold"/> may be asked for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<OpenWallets> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Hold> wanted, CancellationToken cancellation)
    {
        var keys = wanted.Select(hold => hold.ApiKeyId).OfType<Guid>().Distinct().ToArray();
        var pairs = wanted.Select(hold => (hold.WorkspaceId, hold.Wallet)).Distinct().ToList();
        var asked = new
        {
            keys,
            workspaces = pairs.Select(pair => pair.WorkspaceId).ToArray(),
            wallets = pairs.Select(pair => pair.Wallet).ToArray(),
        };
        await using var rows = await transaction.Connection!.QueryMultipleAsync(new CommandDefinition(
            keys is [] ? LockGrants : LockKeyMonths + LockGrants, asked, transaction, cancellationToken: cancellation));
        var spent = keys is [] ? []
            : (await rows.ReadAsync<(Guid Key, long Spent)>()).ToDictionary(row => row.Key, row => row.Spent);
        return new OpenWallets(transaction, spent, await rows.ReadAsync<LockedGrant>());
    }

    /// <summary>Decides a hold as if it came after those that were decided before.</summary>
    /// <returns>Held, InsufficientCredits or ExceedsKeyCap: whether it was there before is found when it is written.
    /// </returns>
    public HoldResult Hold(Hold hold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hold.ImageMillicredits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hold.ImageCount);
        var amount = checked(hold.ImageMillicredits * hold.ImageCount);
        var grants = _grants[(hold.WorkspaceId, hold.Wallet)];
        var available = grants.Sum(grant => grant.Available);
        if (available < amount)
            return new HoldResult.InsufficientCredits(available);
        if (hold.ApiKeyId is { } key)
        {
            if (_spent[key] + amount > hold.ApiKeyCapMillicredits)
                return new HoldResult.ExceedsKeyCap(_spent[key]);
            _spent[key] += amount;
        }
        Take(hold, amount, grants);
        _held.Add(hold);
        return new HoldResult.Held(available - amount);
    }

    /// <summary>Writes what was decided.</summary>
    /// <exception cref="InvalidOperationException">
    /// The id of a hold belongs to an older one: roll the transaction back.
    /// </exception>
    public async Task WriteAsync(CancellationToken cancellation) => Invariant.Holds(
        await TryWriteAsync(cancellation), $"one of {_held.Count} new holds was there already");

    /// <summary>Writes what was decided; false, and of a single hold nothing, where one was there before.</summary>
    internal async Task<bool> TryWriteAsync(CancellationToken cancellation) => _held is []
        || await _transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(Write, Rows(), _transaction, cancellationToken: cancellation));

    void Take(Hold hold, long amount, IEnumerable<LockedAccount> grants)
    {
        var (left, part) = (amount, 0);
        foreach (var grant in grants.Where(grant => grant.Available > 0))
        {
            if (left == 0)
                break;
            var taken = Math.Min(left, grant.Available);
            grant.Pending += taken;
            grant.IsChanged = true;
            left -= taken;
            _taken.Add(new Taken(hold, ++part, grant.Id, taken));
        }
        Invariant.Holds(left == 0, $"a hold of {amount} took {amount - left} millicredits");
    }

    object Rows()
    {
        var accounts = _grants.SelectMany(grants => grants).Where(grant => grant.IsChanged).ToList();
        var spenders = _held.Select(hold => hold.ApiKeyId).OfType<Guid>().Distinct().ToArray();
        return new
        {
            ids = _held.Select(hold => hold.Id).ToArray(),
            workspaces = _held.Select(hold => hold.WorkspaceId).ToArray(),
            wallets = _held.Select(hold => hold.Wallet).ToArray(),
            prices = _held.Select(hold => hold.ImageMillicredits).ToArray(),
            counts = _held.Select(hold => hold.ImageCount).ToArray(),
            keys = _held.Select(hold => hold.ApiKeyId).ToArray(),
            accounts = accounts.Select(account => account.Id).ToArray(),
            pending = accounts.Select(account => account.Pending).ToArray(),
            spenders,
            spendings = spenders.Select(key => _spent[key]).ToArray(),
            SystemAccount.Spent,
            takingHolds = _taken.Select(taken => taken.Hold.Id).ToArray(),
            parts = _taken.Select(taken => taken.Part).ToArray(),
            takingWorkspaces = _taken.Select(taken => taken.Hold.WorkspaceId).ToArray(),
            takenFrom = _taken.Select(taken => taken.AccountId).ToArray(),
            amounts = _taken.Select(taken => taken.Millicredits).ToArray(),
            reasons = _taken.Select(taken => taken.Hold.Cause.Reason).ToArray(),
            actors = _taken.Select(taken => taken.Hold.Cause.Actor).ToArray(),
        };
    }

    sealed record LockedGrant(Guid WorkspaceId, string Wallet, Guid Id, long Posted, long Pending);

    sealed record Taken(Hold Hold, int Part, Guid AccountId, long Millicredits);
}
