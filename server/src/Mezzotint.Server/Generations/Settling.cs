using Mezzotint.Ledger;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Joins what became of a job with what becomes of its credits, in one transaction.</summary>
static class Settling
{
    /// <summary>Gives the credits of a job back that ended without a picture; does nothing for any other.</summary>
    public static async Task ReleaseAsync(
        NpgsqlTransaction transaction, Queue.Settlement settlement, CancellationToken cancellation)
    {
        if (settlement.IsReleased)
            await Holds.ReleaseAsync(transaction.Connection!, transaction, settlement.GenerationId,
                settlement.JobIndex, cancellation);
    }
}
