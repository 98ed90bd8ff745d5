using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Generations;

/// <summary>Answers with a generation, after it is finished where the caller prefers to wait (RFC 7240).</summary>
static class WaitForGeneration
{
    const int WaitSecondsMax = 60;

    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>200 with a finished generation, or 202 with one that is under way.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, Generations generations, Guid workspaceId, Guid id, TimeProvider clock)
    {
        var cancellation = context.RequestAborted;
        var wait = TimeSpan.FromSeconds(WaitSeconds(context.Request));
        var started = clock.GetTimestamp();
        while (true)
        {
            var generation = (await generations.ReadAsync(workspaceId, id, cancellation))!;
            if (GenerationStatus.IsFinal(generation.Status))
                return TypedResults.Ok(generation);
            if (clock.GetElapsedTime(started) >= wait)
                return TypedResults.Accepted($"/api/v1/generations/{id}", generation);
            await Task.Delay(Between, clock, cancellation);
        }
    }

    /// <summary>N of a "Prefer: wait=N" header; 0 where there is none.</summary>
    static int WaitSeconds(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(header => header!.Split(',', ';')))
            if (preference.Trim() is var text && text.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(text.AsSpan(5), out var seconds))
                return Math.Clamp(seconds, 0, WaitSecondsMax);
        return 0;
    }
}
