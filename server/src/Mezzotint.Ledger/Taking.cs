namespace Mezzotint.Ledger;

/// <summary>How an amount is taken from a wallet: the first parts of the statements that hold and adjust.</summary>
static class Taking
{
    /// <summary>
    /// Locks a wallet's grants in the order in which they expire (never last, then by age), which is the order of every
    /// lock on accounts, and splits @Amount over them: `balance` is what there is, `taken` what each grant gives.
    /// </summary>
    /// <remarks>
    /// Whoever changes an account computes both balances from the row that was locked, here `posted` and `pending`, not
    /// from the row that is updated. PostgreSQL first builds the new row from the version in the statement's snapshot,
    /// which may be older than the locked one, checks the constraints on it, and only then looks for a newer version.
    /// </remarks>
    public const string FromGrantsThatExpireFirst = """
        with open_grant as (
          select id, expires_at, posted_millicredits as posted, pending_millicredits as pending,
            posted_millicredits - pending_millicredits as available
          from ledger_account
          where workspace_id = @WorkspaceId and wallet = @Wallet and has_balance and expires_at > now()
            and posted_millicredits > pending_millicredits
          order by expires_at, id for update),
        balance as (
          select coalesce(sum(available), 0)::bigint as available from open_grant),
        running as (
          select id, posted, pending, available, row_number() over in_order as part,
            sum(available) over in_order - available as before
          from open_grant window in_order as (order by expires_at, id)),
        taken as (
          select id, posted, pending, part, least(available, @Amount - before)::bigint as amount
          from running where before < @Amount),

        """;
}
