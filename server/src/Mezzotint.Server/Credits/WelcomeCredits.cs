using Dapper;
using Mezzotint.Ledger;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Catalogues;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>What a new person's own workspace begins with: the plan's first credits, the catalogue's gift.</summary>
sealed class WelcomeCredits(CurrentCatalogue catalogue, PlanCredits plans, TimeProvider clock)
{
    const string SelectNow = "select now()";

    /// <summary>Grants them in the transaction that makes the person.</summary>
    public async Task GrantAsync(NpgsqlTransaction transaction, User user, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await plans.GrantAsync(transaction, user.WorkspaceId, cancellation);
        var now = await connection.ExecuteScalarAsync<DateTime>(
            new CommandDefinition(SelectNow, transaction: transaction, cancellationToken: cancellation));
        foreach (var gift in catalogue.Value.Registration.FreeCredits.Where(gift => gift.Millicredits > 0))
            await Grants.GrantAsync(connection, transaction, new Grant
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                IdempotencyKey = $"welcome:{user.Id}:{gift.Wallet}",
                WorkspaceId = user.WorkspaceId,
                Wallet = gift.Wallet,
                AmountMillicredits = gift.Millicredits,
                Source = GrantSource.Plan,
                ExpiresAt = gift.ExpiryDays is { } days ? now.AddDays(days) : null,
                Cause = new Cause("welcome", $"user:{user.Id}"),
            }, cancellation);
    }
}
