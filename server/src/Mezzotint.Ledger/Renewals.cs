using System.Globalization;
using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>The grants of plans, cycle by cycle.</summary>
public static class Renewals
{
    const string SelectNow = "select now()";

    /// <summary>Grants what is due now, once a period. Periods that passed unasked are skipped.</summary>
    /// <remarks>Nothing rolls over: a grant expires with its period, so a past one is worth nothing.</remarks>
    public static async Task<RenewResult> RenewAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Allowance allowance,
        CancellationToken cancellation)
    {
        var now = await connection.ExecuteScalarAsync<DateTime>(
            new CommandDefinition(SelectNow, transaction: transaction, cancellationToken: cancellation));
        if (Period.At(allowance.Cycle, allowance.Anchor, now) is not { } period)
            return new RenewResult.NotStarted();
        var grant = new Grant
        {
            Id = allowance.GrantId,
            IdempotencyKey = Key(allowance, period),
            WorkspaceId = allowance.WorkspaceId,
            Wallet = allowance.Wallet,
            AmountMillicredits = allowance.AmountMillicredits,
            Source = GrantSource.Plan,
            ExpiresAt = period.End,
            Cause = new Cause("renewal", "renew"),
        };
        // A key that is there with another amount is a plan that was changed since: its period is granted all the same.
        return await Grants.GrantAsync(connection, transaction, grant, cancellation) == GrantResult.Granted
            ? new RenewResult.Granted(period) : new RenewResult.AlreadyGranted(period);
    }

    static string Key(Allowance allowance, Period period) => string.Create(
        CultureInfo.InvariantCulture, $"renew:{allowance.SubscriptionId}:{allowance.Wallet}:{period.Start:O}");
}
