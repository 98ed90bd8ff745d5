using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Events;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Generations;

/// <summary>Answers with a generation, after it is finished where the caller prefers to wait (RFC 7240).</summary>
sealed class WaitForGeneration(Generations generations, Placements placements, Wakes wakes, TimeProvider clock)
{
    const int WaitSecondsMax = 60;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>200 with a finished generation, or 202 with one that is under way.</summary>
    /// <param name="context">The request, which may prefer to wait.</param>
    /// <param name="workspaceId">Whose generation it is.</param>
    /// <param name="generation">As it stood just now.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, Guid workspaceId, Generation generation)
    {
        var cancellation = context.RequestAborted;
        var wait = TimeSpan.FromSeconds(WaitSeconds(context.Request));
        var started = clock.GetTimestamp();
        using var listener = wakes.Listen(Topic.Generation(generation.Id));
        while (!GenerationStatus.IsFinal(generation.Status))
        {
            var left = wait - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || wakes.IsStopping)
                return TypedResults.Accepted($"/api/v1/generations/{generation.Id}",
                    await placements.PlaceAsync(generation, cancellation));
            // What changed before it was listened for is seen by the first look, which is soon.
            await listener.WaitAsync(left < BetweenLooks ? left : BetweenLooks, cancellation);
            generation = (await generations.ReadAsync(workspaceId, generation.Id, cancellation))!;
        }
        return TypedResults.Ok(generation);
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
