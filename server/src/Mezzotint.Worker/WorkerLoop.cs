using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Diffusion;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Imaging;
using Mezzotint.Weights;
using Mezzotint.Worker.Painting;

namespace Mezzotint.Worker;

/// <summary>Takes jobs from a server, one after the other, until it is told to stop.</summary>
public static class WorkerLoop
{
    const int WaitSeconds = 10;

    static readonly TimeSpan HandBackLimit = TimeSpan.FromSeconds(5);

    /// <summary>Works. The job under way when it is told to stop is handed back.</summary>
    /// <exception cref="WorkerException">The server does not take this worker.</exception>
    public static async Task RunAsync(WorkerOptions options, CancellationToken cancellation)
    {
        using var server = new ServerConnection(options);
        using var models = new PipelineCache(options.MemoryBytes);
        var runner = new JobRunner(models);
        try
        {
            while (true)
            {
                var worker = new RegisterWorker(
                    options.Id, options.SessionId, options.Name, options.Models(), options.MemoryBytes);
                await server.RegisterAsync(worker, cancellation);
                var request = new ClaimRequest(worker, models.Names, WaitSeconds);
                if ((await server.ClaimAsync(request, cancellation)).Claimed is { } claimed)
                    await DoAsync(server, runner, claimed, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    static async Task DoAsync(
        ServerConnection server, JobRunner runner, ClaimedJob claimed, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var lease = new LeaseKeeper(server, claimed, stop);
        try
        {
            var pictures = await FetchAsync(server, claimed, stop.Token);
            var picture = await Task.Run(
                () => runner.Do(claimed.Job, pictures, lease.Report, stop.Token), CancellationToken.None);
            if (!await server.CompleteAsync(claimed.JobId, claimed.LeaseToken, picture, cancellation))
                await server.FailAsync(claimed.JobId, NotStored(claimed.LeaseToken), cancellation);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The job was cancelled, its lease was lost, or this worker stops: whatever it is, it is undone.
            using var limit = new CancellationTokenSource(HandBackLimit);
            await server.ReleaseAsync(claimed.JobId, claimed.LeaseToken, limit.Token);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception error) when (Failure(error, claimed) is { } failure)
        {
            await server.FailAsync(claimed.JobId, failure, cancellation);
        }
    }

    static async Task<JobPictures> FetchAsync(
        ServerConnection server, ClaimedJob claimed, CancellationToken cancellation)
    {
        var controls = new List<byte[]>();
        foreach (var control in claimed.Job.Controls)
            controls.Add((await FetchAsync(server, claimed, control.Image, cancellation))!);
        return new JobPictures(
            await FetchAsync(server, claimed, claimed.Job.Image, cancellation),
            await FetchAsync(server, claimed, claimed.Job.Mask, cancellation), controls);
    }

    /// <summary>A file that the job starts from; null where it names none.</summary>
    /// <exception cref="ImageException">The server has it no longer, so nothing can be made of it.</exception>
    static async Task<byte[]?> FetchAsync(
        ServerConnection server, ClaimedJob claimed, string? name, CancellationToken cancellation) => name is null
        ? null : await server.FetchAsync(claimed.JobId, claimed.LeaseToken, name, cancellation)
            ?? throw new ImageException("A picture that this starts from is not there any more: send it in again.");

    static JobFailure NotStored(Guid lease) => new(
        lease, "retryable", "not_stored", "The server has no room for the picture: try later, or tell the operator.");

    /// <summary>What an error of the engine means for its job; null for a fault of the program.</summary>
    static JobFailure? Failure(Exception error, ClaimedJob claimed)
    {
        return error switch
        {
            ArgumentException or PromptException or ImageException =>
                Failed("permanent", "not_possible", error.Message),
            UnfitAddOnException unfit => Failed("permanent", "add_on_unfit", unfit.Sentence),
            ScarceMemoryException scarce => Failed("outOfMemory", "out_of_memory", scarce.Sentence),
            CheckpointException bad => Failed("permanent", "model_unusable", bad.Sentence),
            FileNotFoundException or DirectoryNotFoundException => Failed(
                "permanent", "model_unusable",
                $"The worker has no file for the model '{claimed.Job.Model}', or not all of them: tell the operator."),
            AddOnException => Failed("retryable", "add_on_missing", error.Message),
            OutOfMemoryException => Failed(
                "outOfMemory", "out_of_memory", "The worker has too little memory for it."),
            _ => null,
        };

        JobFailure Failed(string kind, string code, string detail) =>
            new(claimed.LeaseToken, kind, code, FailureText.WithoutFolders(detail));
    }
}
