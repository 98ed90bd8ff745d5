using System.Text.Json;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Queue;
using Mezzotint.Server.Batching;
using Mezzotint.Server.Events;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>The one way in which jobs begin: the lease and the word of it commit together.</summary>
/// <remarks>Workers that ask at the same time share the transaction.</remarks>
sealed class Starting
{
    const int MaxContendedClaims = 20;

    /// <summary>Workers that share a transaction.</summary>
    const int ServedTogether = 16;

    readonly NpgsqlDataSource _database;
    readonly EventLog _events;
    readonly Wakes _wakes;
    readonly Gathering<ClaimRequest, ClaimResult> _claims;

    public Starting(NpgsqlDataSource database, EventLog events, Wakes wakes)
    {
        (_database, _events, _wakes) = (database, events, wakes);
        _claims = new Gathering<ClaimRequest, ClaimResult>(ClaimAsync, ServedTogether);
    }

    /// <summary>Gives a worker the jobs that are next for it.</summary>
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            var result = await _claims.RunAsync(request, cancellation);
            if (result.Nothing != NothingReason.Contended || tried == MaxContendedClaims)
                return result;
        }
    }

    async Task<IReadOnlyList<ClaimResult>> ClaimAsync(IReadOnlyList<ClaimRequest> requests)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var results = await Jobs.ClaimAsync(transaction, requests, CancellationToken.None);
        var given = results.SelectMany(result => result.Jobs).ToList();
        if (given is not [])
            await _events.WriteAsync(
                transaction, [.. given.Select(job => (job.WorkspaceId, Started(job)))], CancellationToken.None);
        await transaction.CommitAsync();
        _wakes.Wake(given.SelectMany(job =>
            new[] { Topic.Generation(job.GenerationId), Topic.Workspace(job.WorkspaceId) }));
        return results;
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
