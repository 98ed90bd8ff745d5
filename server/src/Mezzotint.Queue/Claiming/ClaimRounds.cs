using Dapper;
using Npgsql;

namespace Mezzotint.Queue.Claiming;

/// <summary>Serves workers of the same abilities, round by round, until none of them can get more.</summary>
/// <remarks>
/// A round reads the first lanes without a lock, chooses in memory, and takes what it chose: workspaces are locked and
/// their lanes compared then. Most often one round is all. Another follows for workers that asked for several jobs,
/// where somebody else was faster, and where only the database knows which lane of a workspace is next.
/// </remarks>
sealed class ClaimRounds(NpgsqlTransaction transaction, string[] models, long memoryBytes)
{
    const string Front = """
        select band_id as BandId, model_key as ModelKey, speed_class as SpeedClass, is_slotted as IsSlotted,
            workspace_id as WorkspaceId, served, head, waiting_count as WaitingCount, slot_count as SlotCount
        from queue_front(@models, @memoryBytes, @count, @skipped)
        """;

    const string TakeChosen = """
        select is_locked as IsLocked, job_id as JobId, lease_token as LeaseToken, generation_id as GenerationId,
            job_index as JobIndex, workspace_id as WorkspaceId, operation, model_key as ModelKey, payload, attempt,
            time_limit_seconds as TimeLimitSeconds
        from queue_take(
            @workers, @leases, @workspaces, @bands, @classes, @slotted, @served, @heads, @passes, @models, @memoryBytes)
        """;

    const string WaitFor = """
        select workspace_id from queue_workspace where workspace_id = @workspaceId for no key update
        """;

    const string Refuse = """
        with seen as (
            update queue_worker set last_seen_at = now(), models = @models, memory_bytes = @memoryBytes
            where worker_id = any (@workers))
        select queue_reason(@models, @memoryBytes)
        """;

    readonly NpgsqlConnection _connection = transaction.Connection!;
    readonly List<Guid> _skipped = [];
    bool _holdsWorkspaces;

    /// <param name="claimants">Their workers are registered and locked.</param>
    /// <param name="mayWait">
    /// Whether one that finds all workspaces in other hands waits for the first: only while the transaction holds none.
    /// </param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task RunAsync(IReadOnlyList<Claimant> claimants, bool mayWait, CancellationToken cancellation)
    {
        while (claimants.Any(claimant => claimant.IsOpen))
        {
            var choices = await ChooseAsync(claimants, cancellation);
            if (choices is not [])
                await TakeAsync(choices, cancellation);
            else if (mayWait && !_holdsWorkspaces && _skipped is [var first, ..])
            {
                await _connection.ExecuteAsync(new CommandDefinition(
                    WaitFor, new { workspaceId = first }, transaction, cancellationToken: cancellation));
                _holdsWorkspaces = true;
                _skipped.Clear();
            }
            else
                break;
        }
        await CloseAsync([.. claimants.Where(claimant => !claimant.HasJobs)], cancellation);
    }

    /// <summary>One job for each worker that is to have more.</summary>
    async Task<List<Choice>> ChooseAsync(IReadOnlyList<Claimant> claimants, CancellationToken cancellation)
    {
        var open = claimants.Where(claimant => claimant.IsOpen).DistinctBy(claimant => claimant.Worker).ToList();
        var front = new LaneFront((await _connection.QueryAsync<OpenLane>(new CommandDefinition(
            Front,
            new { models, memoryBytes, count = QueueRules.LookAhead + open.Count - 1, skipped = _skipped.ToArray() },
            transaction, cancellationToken: cancellation))).AsList());
        var choices = new List<Choice>();
        foreach (var claimant in open)
        {
            if (!front.TryChoose(claimant, mayRunAlone: _skipped is [], out var choice))
                break;
            if (choice is not null)
                choices.Add(choice);
        }
        return choices;
    }

    async Task TakeAsync(List<Choice> choices, CancellationToken cancellation)
    {
        var taken = await _connection.QueryAsync<bool, ClaimedJob?, (bool IsLocked, ClaimedJob? Job)>(
            new CommandDefinition(TakeChosen, Rows(choices), transaction, cancellationToken: cancellation),
            (isLocked, job) => (isLocked, job), splitOn: "JobId");
        foreach (var (choice, (isLocked, job)) in choices.Zip(taken))
        {
            _holdsWorkspaces |= isLocked;
            if (job is null)
            {
                _skipped.Add(choice.Lane.WorkspaceId);
                continue;
            }
            choice.Claimant.Add(job);
            choice.Claimant.Worker!.Take(choice);
        }
    }

    async Task CloseAsync(List<Claimant> empty, CancellationToken cancellation)
    {
        if (empty is [])
            return;
        var reason = await _connection.ExecuteScalarAsync<string>(new CommandDefinition(
            Refuse, new { models, memoryBytes, workers = empty.Select(WorkerId).ToArray() }, transaction,
            cancellationToken: cancellation));
        foreach (var claimant in empty)
            claimant.Close(_skipped is [] ? Enum.Parse<NothingReason>(reason!) : NothingReason.Contended);
    }

    object Rows(List<Choice> choices) => new
    {
        workers = choices.Select(choice => WorkerId(choice.Claimant)).ToArray(),
        leases = choices.Select(choice => choice.Claimant.Request.LeaseSeconds).ToArray(),
        workspaces = choices.Select(choice => choice.Lane.WorkspaceId).ToArray(),
        bands = choices.Select(choice => choice.Lane.BandId).ToArray(),
        classes = choices.Select(choice => choice.Lane.SpeedClass).ToArray(),
        slotted = choices.Select(choice => choice.Lane.IsSlotted).ToArray(),
        served = choices.Select(choice => choice.Lane.Served).ToArray(),
        heads = choices.Select(choice => choice.Lane.Head).ToArray(),
        passes = choices.Select(choice => choice.IsPass).ToArray(),
        models,
        memoryBytes,
    };

    static Guid WorkerId(Claimant claimant) => claimant.Request.Worker.WorkerId;
}
