using Mezzotint.Queue;

namespace Mezzotint.Server.Generations;

/// <summary>Cancels what was asked for: what waits at once, what runs at its next step.</summary>
sealed class Cancelling(Settling settling, Jobs jobs, Backlog backlog)
{
    /// <summary>All pictures of a generation that are not completed.</summary>
    public Task RunAsync(Guid generationId, CancellationToken cancellation) =>
        settling.RunAsync(transaction => jobs.CancelAsync(transaction, generationId, null, cancellation), cancellation);

    /// <summary>One picture of it; the others go on.</summary>
    public async Task RunAsync(Guid generationId, Guid imageId, CancellationToken cancellation)
    {
        // A job keeps its index for good; one that the queue has forgotten was completed long ago.
        var all = await backlog.OfGenerationAsync(generationId, cancellation);
        if (all.FirstOrDefault(job => job.JobId == imageId) is { } job)
            await settling.RunAsync(
                transaction => jobs.CancelAsync(transaction, generationId, job.JobIndex, cancellation), cancellation);
    }
}
