using System.Text.Json;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Queue;
using Mezzotint.Server.Events;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>The one way in which jobs begin: the lease and the word of it commit together.</summary>
sealed class Starting(NpgsqlDataSource database, EventLog events, Wakes wakes)
{
    const int MaxContendedClaims = 20;

    /// <summary>Gives a worker the jobs that are next for it.</summary>
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        for (var tried = 1; ; tried++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var result = await Jobs.ClaimAsync(transaction, request, cancellation);
            foreach (var jobs in result.Jobs.GroupBy(job => job.WorkspaceId))
                await events.WriteAsync(transaction, jobs.Key, [.. jobs.Select(Started)], cancellation);
            await transaction.CommitAsync(cancellation);
            foreach (var job in result.Jobs)
                wakes.Wake(Topic.Generation(job.GenerationId), Topic.Workspace(job.WorkspaceId));
            if (result.Nothing != NothingReason.Contended || tried == MaxContendedClaims)
                return result;
        }
    }

    static GenerationEvent Started(ClaimedJob job) => new()
    {
        Type = EventType.ImageStarted,
        GenerationId = job.GenerationId,
        Image = new GeneratedImage
        {
            Id = job.JobId,
            Status = GenerationStatus.Running,
            Seed = JsonSerializer.Deserialize<ImageJob>(job.Payload, JsonSerializerOptions.Web)!.Seed,
            Model = job.ModelKey,
        },
    };
}
