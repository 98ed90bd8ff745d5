using System.Text.Json;
using Dapper;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.Events;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>The messages of webhooks: written with their event, sent until they arrive or are given up.</summary>
sealed class Deliveries(NpgsqlDataSource database, TimeProvider clock)
{
    const string SelectConcerned = """
        select id, workspace_id, events from webhook
        where workspace_id = any (@workspaces) and is_enabled and events && @types
        """;

    const string Insert = """
        insert into webhook_delivery (id, webhook_id, workspace_id, type, body)
        values (@Id, @WebhookId, @WorkspaceId, @Type, @Body)
        """;

    // Of one webhook only a few at once, so that one that never answers keeps nobody else waiting for long. Whoever
    // takes a message has it for a while; should he die, it is due again.
    const string TakeDue = """
        with due as (
            select id from (
                select d.id, row_number() over (partition by d.webhook_id order by d.due_at, d.id) as place
                from webhook_delivery d join webhook w on w.id = d.webhook_id and w.is_enabled
                where d.state = 'waiting' and d.due_at <= now()) waiting
            where place <= @PerWebhook limit @limit),
        taken as (
            select id from webhook_delivery
            where id in (select id from due) and state = 'waiting' and due_at <= now()
            order by id for update skip locked)
        update webhook_delivery d set
            attempts = d.attempts + 1, attempted_at = now(), due_at = now() + make_interval(secs => @LeaseSeconds)
        from taken, webhook w
        where d.id = taken.id and w.id = d.webhook_id
        returning d.id, w.url, d.body, w.secret,
            case when w.previous_secret_until > now() then w.previous_secret end as PreviousSecret, d.attempts
        """;

    const string Note = """
        with noted as (
            update webhook_delivery set
                state = case when @IsDelivered then 'delivered' when @retrySeconds is null then 'failed'
                    else 'waiting' end,
                due_at = now() + make_interval(secs => coalesce(@retrySeconds, 0) * (0.9 + 0.2 * random())),
                status = @Status, latency_ms = @LatencyMs, answer = @Answer
            where id = @Id and state = 'waiting' and attempts = @Attempts
            returning webhook_id),
        judged as (
            select w.id, case
                when @IsDelivered then null
                when @IsGone then 'The receiver answered 410: it is gone.'
                when w.failing_since < now() - make_interval(days => @FailingDays)
                    then format('Every attempt failed for %s days.', @FailingDays) end as reason
            from webhook w join noted on w.id = noted.webhook_id where w.is_enabled)
        update webhook w set
            failing_since = case when not @IsDelivered then coalesce(w.failing_since, now()) end,
            is_enabled = judged.reason is null, disabled_reason = judged.reason
        from judged
        where w.id = judged.id and (judged.reason is not null or (w.failing_since is null) <> @IsDelivered)
        """;

    const string DeleteOld = """
        delete from webhook_delivery where id in (
            select id from webhook_delivery where created_at < now() - make_interval(days => @DaysKept)
            order by created_at limit @limit)
        """;

    /// <summary>Messages of one webhook that are sent at once.</summary>
    const int PerWebhook = 2;

    /// <summary>Longer than an attempt can take.</summary>
    const int LeaseSeconds = 60;

    const int FailingDays = 3;
    const int DaysKept = 30;

    /// <summary>Seconds after each attempt to the next: 8 attempts within a day.</summary>
    static readonly int[] RetrySeconds = [5, 300, 1800, 7200, 18_000, 28_800, 28_800];

    /// <summary>Writes messages for the webhooks that want them, in the transaction of the events.</summary>
    public async Task AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<(Guid WorkspaceId, GenerationEvent Event)> events,
        CancellationToken cancellation)
    {
        var types = events.Select(item => item.Event.Type).Where(WebhookField.Events.Contains).Distinct().ToArray();
        if (types.Length == 0)
            return;
        var workspaces = events.Select(item => item.WorkspaceId).Distinct().ToArray();
        var concerned = await transaction.Connection!.QueryAsync<(Guid Id, Guid WorkspaceId, string[] Events)>(
            new CommandDefinition(
                SelectConcerned, new { workspaces, types }, transaction, cancellationToken: cancellation));
        foreach (var webhook in concerned)
            foreach (var (workspace, item) in events)
                if (workspace == webhook.WorkspaceId && webhook.Events.Contains(item.Type))
                    await AddAsync(transaction, workspace, webhook.Id,
                        new WebhookMessage(item.Type, item.CreatedAt, item), cancellation);
    }

    /// <summary>Writes one message.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> AddAsync(
        NpgsqlTransaction transaction, Guid workspaceId, Guid webhookId, WebhookMessage message,
        CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            Id = id,
            WebhookId = webhookId,
            WorkspaceId = workspaceId,
            message.Type,
            Body = JsonSerializer.Serialize(message, EventJson.Options),
        }, transaction, cancellationToken: cancellation));
        return id;
    }

    /// <summary>Takes what is due; no other server takes the same before this one could have sent it.</summary>
    public async Task<IReadOnlyList<DueDelivery>> TakeDueAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<DueDelivery>(new CommandDefinition(
            TakeDue, new { limit, PerWebhook, LeaseSeconds }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Notes how an attempt went, and switches off a webhook that is beyond hope.</summary>
    public async Task NoteAsync(DueDelivery delivery, WebhookAttempt attempt, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Note, new
        {
            delivery.Id,
            delivery.Attempts,
            attempt.IsDelivered,
            attempt.IsGone,
            attempt.Status,
            attempt.LatencyMs,
            attempt.Answer,
            retrySeconds = delivery.Attempts <= RetrySeconds.Length ? RetrySeconds[delivery.Attempts - 1] : (int?)null,
            FailingDays,
        }, cancellationToken: cancellation));
    }

    /// <summary>A duty: deletes what is too old, at most so many.</summary>
    public async Task<int> PruneAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            DeleteOld, new { limit, DaysKept }, cancellationToken: cancellation));
    }
}
