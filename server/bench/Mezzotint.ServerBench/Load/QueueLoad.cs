using System.Net.Http.Json;
using Dapper;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Npgsql;

namespace Mezzotint.ServerBench.Load;

/// <summary>Workers that claim over HTTP, and the jobs that wait for them.</summary>
sealed class QueueLoad(NpgsqlDataSource database, HttpClient client)
{
    const int BatchJobs = 100;
    const string Model = "bench-model";

    const string InsertWorkspaces = """
        insert into workspace (id, name, is_personal, plan) select id, 'bench', false, 'ultimate' from unnest(@ids) id
        on conflict (id) do nothing
        """;

    const string InsertGeneration = """
        insert into generation (id, workspace_id, operation, model, request, seed, image_count, wallet,
            image_millicredits, is_public, request_hash)
        values (@id, @workspaceId, 'text-to-image', @Model, '{"prompt":""}', 1, @BatchJobs, 'images', 0, false, '')
        """;

    readonly List<RegisterWorker> _workers = [];
    readonly Jobs _jobs = new(database);
    readonly Guid[] _workspaces = [.. Enumerable.Range(0, 10_000).Select(_ => NewId())];
    int _waiting;

    /// <summary>Adds jobs until so many wait, of 10,000 workspaces in turn.</summary>
    public async Task FillAsync(int waiting, CancellationToken cancellation)
    {
        await using (var open = await database.OpenConnectionAsync(cancellation))
            await open.ExecuteAsync(InsertWorkspaces, new { ids = _workspaces });
        var batches = (waiting - _waiting) / BatchJobs;
        var first = _waiting / BatchJobs;
        _waiting = waiting;
        await Parallel.ForAsync(first, first + batches, new ParallelOptions
        {
            MaxDegreeOfParallelism = 4,
            CancellationToken = cancellation,
        }, async (batch, stop) =>
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var (id, workspaceId) = (NewId(), _workspaces[batch % _workspaces.Length]);
            await connection.ExecuteAsync(InsertGeneration, new { id, workspaceId, Model, BatchJobs }, transaction);
            await _jobs.EnqueueAsync(transaction, new JobBatch
            {
                GenerationId = id,
                WorkspaceId = workspaceId,
                ParallelLimit = 4,
                SpeedClass = batch % 4,
                ModelKey = Model,
                Operation = "text-to-image",
                Jobs = [.. Enumerable.Range(0, BatchJobs).Select(_ => new NewJob(NewId(), Payload))],
            }, stop);
            await transaction.CommitAsync(stop);
        });
    }

    /// <summary>Lets workers claim, and hand back at once what they got, where <paramref name="isReturned"/>.</summary>
    public async Task<LoadReport> ClaimAsync(
        int workers, double seconds, bool isReturned, CancellationToken cancellation)
    {
        while (_workers.Count < workers)
        {
            var worker = new RegisterWorker(NewId(), NewId(), $"bench-{_workers.Count}", [Model], 8L << 30);
            _workers.Add(worker);
            (await client.PostAsJsonAsync("api/worker/v1/workers", worker, cancellation)).EnsureSuccessStatusCode();
        }
        return await LoadReport.DriveAsync(workers, seconds, async number =>
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var answer = await client.PostAsJsonAsync("api/worker/v1/claims",
                new Contracts.WorkerApi.ClaimRequest(_workers[number], [], 0), cancellation);
            answer.EnsureSuccessStatusCode();
            var claimed = (await answer.Content.ReadFromJsonAsync<ClaimAnswer>(cancellation))!.Claimed
                ?? throw new InvalidOperationException("The queue is empty.");
            var milliseconds = clock.Elapsed.TotalMilliseconds;
            if (isReturned)
                (await client.DeleteAsync($"api/worker/v1/jobs/{claimed.JobId}/lease?leaseToken={claimed.LeaseToken}",
                    cancellation)).EnsureSuccessStatusCode();
            return milliseconds;
        });
    }

    const string Payload = """
        {"prompt":"","negativePrompt":"","model":"bench-model","seed":1,"format":"png"}
        """;

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
