using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Weights;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Worker;

/// <summary>Takes jobs from a server, one after the other, until it is told to stop.</summary>
public static class WorkerLoop
{
    const int WaitSeconds = 25;

    static readonly TimeSpan HandBackLimit = TimeSpan.FromSeconds(5);

    /// <summary>Works. The job under way when it is told to stop is handed back.</summary>
    /// <exception cref="WorkerException">The server does not take this worker.</exception>
    public static async Task RunAsync(WorkerOptions options, CancellationToken cancellation)
    {
        using var server = new ServerConnection(options);
        using var models = new PipelineCache(options.MemoryBytes);
        var painter = new Painter(models);
        try
        {
            while (true)
            {
                await server.RegisterAsync(
                    new RegisterWorker(options.Id, options.Name, options.Models, options.MemoryBytes), cancellation);
                var request = new ClaimRequest(options.Id, models.Names, WaitSeconds);
                if ((await server.ClaimAsync(request, cancellation)).Claimed is { } claimed)
                    await DoAsync(server, painter, claimed, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    static async Task DoAsync(
        ServerConnection server, Painter painter, ClaimedJob claimed, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var lease = new LeaseKeeper(server, claimed, stop);
        try
        {
            var picture = await Task.Run(
                () => painter.Paint(claimed.Job, lease.Report, stop.Token), CancellationToken.None);
            await server.CompleteAsync(claimed.JobId, claimed.LeaseToken, picture, cancellation);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The job was cancelled, its lease was lost, or this worker stops: whatever it is, it is undone.
            using var limit = new CancellationTokenSource(HandBackLimit);
            await server.ReleaseAsync(claimed.JobId, claimed.LeaseToken, limit.Token);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception error) when (Failure(error, claimed.LeaseToken) is { } failure)
        {
            await server.FailAsync(claimed.JobId, failure, cancellation);
        }
    }

    /// <summary>What an error of the engine means for its job; null for a fault of the program.</summary>
    static JobFailure? Failure(Exception error, Guid lease) => error switch
    {
        ArgumentException or PromptException =>
            new JobFailure(lease, "permanent", "not_possible", error.Message),
        CheckpointException or FileNotFoundException =>
            new JobFailure(lease, "permanent", "model_unusable", error.Message),
        OutOfMemoryException =>
            new JobFailure(lease, "outOfMemory", "out_of_memory", "The worker has too little memory for it."),
        _ => null,
    };
}
