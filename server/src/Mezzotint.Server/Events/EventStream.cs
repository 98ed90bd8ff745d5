using System.Globalization;
using System.Text.Json;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Events;

/// <summary>Sends events as they happen: server-sent events, as the HTML standard describes them.</summary>
/// <remarks>
/// A stream ends by itself after some minutes, so that a key that was revoked in the meantime is noticed; browsers come
/// back by themselves and say with Last-Event-ID where they were.
/// </remarks>
sealed class EventStream(
    EventLog events, Backlog backlog, Generations.Generations generations, Wakes wakes, TimeProvider clock)
{
    const int Batch = 100;
    const int RetryMilliseconds = 2000;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Streams what comes after an event, until the generation is finished or the client goes.</summary>
    public async Task RunAsync(HttpContext context, EventSource source, long after)
    {
        var cancellation = context.RequestAborted;
        using var listener = wakes.Listen(source.GenerationId is { } id
            ? [Topic.Generation(id), Topic.Progress(id)]
            : [Topic.Workspace(source.WorkspaceId), Topic.Progress(source.WorkspaceId)]);
        var response = Open(context);
        await response.WriteAsync($"retry: {RetryMilliseconds}\n\n", cancellation);
        var steps = new Dictionary<Guid, int>();
        var (began, written) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (!wakes.IsStopping && clock.GetElapsedTime(began) < Longest)
        {
            var news = await events.AfterAsync(source, after, Batch, cancellation);
            foreach (var item in news)
                await WriteAsync(response, item, cancellation);
            after = news.Count > 0 ? news[^1].Id!.Value : after;
            var progress = news.Count < Batch ? await ProgressAsync(source, steps, cancellation) : [];
            foreach (var item in progress)
                await WriteAsync(response, item, cancellation);
            var isQuiet = news.Count + progress.Count == 0;
            if (isQuiet && clock.GetElapsedTime(written) >= KeepAlive)
                await response.WriteAsync(": still here\n\n", cancellation);
            if (!isQuiet || clock.GetElapsedTime(written) >= KeepAlive)
                written = clock.GetTimestamp();
            await response.Body.FlushAsync(cancellation);
            if (source.GenerationId is not null && news is [.., { Type: EventType.GenerationFinished }])
                return;
            if (news.Count < Batch)
                await listener.WaitAsync(BetweenLooks, cancellation);
        }
    }

    static HttpResponse Open(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy must not collect it
        return response;
    }

    /// <summary>Images that are at another step than when this stream looked last.</summary>
    async Task<IReadOnlyList<GenerationEvent>> ProgressAsync(
        EventSource source, Dictionary<Guid, int> steps, CancellationToken cancellation)
    {
        var running = await backlog.RunningAsync(source.WorkspaceId, source.GenerationId, cancellation);
        var moved = running.Where(job => job.Step > 0 && steps.GetValueOrDefault(job.JobId) != job.Step).ToList();
        steps.Clear();
        foreach (var job in running)
            steps[job.JobId] = job.Step;
        var told = new List<GenerationEvent>();
        foreach (var those in moved.GroupBy(job => job.GenerationId))
            if (await generations.ReadAsync(source.WorkspaceId, those.Key, cancellation) is { } generation)
                told.AddRange(generation.Images.Where(image => image is { Status: GenerationStatus.Running, Step: > 0 }
                    && those.Any(job => job.JobId == image.Id)).Select(image => Progress(those.Key, image)));
        return told;
    }

    GenerationEvent Progress(Guid generation, GeneratedImage image) => new()
    {
        Type = EventType.ImageProgress,
        GenerationId = generation,
        CreatedAt = clock.GetUtcNow(),
        Image = image,
    };

    /// <summary>JSON has no line ends of its own, so an event is one line of data.</summary>
    static Task WriteAsync(HttpResponse response, GenerationEvent item, CancellationToken cancellation)
    {
        var number = item.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"id: {id}\n") : "";
        return response.WriteAsync(
            $"{number}event: {item.Type}\ndata: {JsonSerializer.Serialize(item, EventJson.Options)}\n\n", cancellation);
    }
}
