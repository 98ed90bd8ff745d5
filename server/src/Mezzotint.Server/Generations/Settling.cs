using Mezzotint.Ledger;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Joins what became of a job with what becomes of its credits, in one transaction.</summary>
static class Settling
{
    /// <summary>
    /// Gives the credits of a job back that ended without a picture, and drops what a job has only until it ends.
    /// </summary>
    public static async Task ReleaseAsync(
        NpgsqlTransaction transaction, Queue.Settlement settlement, CancellationToken cancellation)
    {
        if (settlement.IsReleased || settlement.Outcome == Queue.SettleOutcome.Completed)
        {
            await Images.Previews.DropAsync(transaction, settlement.JobId, cancellation);
            if (settlement.Operation != GenerationWish.TextToImage)
                await StartingPictures.DropAsync(transaction, settlement.JobId, cancellation);
        }
        if (settlement.IsReleased)
            await Holds.ReleaseAsync(transaction.Connection!, transaction, settlement.GenerationId,
                settlement.JobIndex, cancellation);
    }
}
