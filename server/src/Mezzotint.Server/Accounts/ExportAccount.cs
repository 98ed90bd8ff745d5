using System.Threading.RateLimiting;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Accounts;

/// <summary>GET /api/v1/account/export: all that is a person's, as a zip that is written while it is read.</summary>
static class ExportAccount
{
    /// <summary>After how long an export that runs already is worth asking after.</summary>
    const int RetrySeconds = 60;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/account/export", Run)
        .RequireSession().Produces<byte[]>(StatusCodes.Status200OK, "application/zip").WithTags("Account")
        .WithSummary("Takes all that is the person's away: a zip of JSON and pictures.")
        .WithDescription("Of the workspaces that they own: generations with recipes, transfers, pictures. One at a "
            + "time, 6 an hour.");

    static IResult Run(
        HttpContext context, [FromServices] PersonalArchive archive, [FromServices] ExportTurns turns,
        [FromServices] TimeProvider time)
    {
        var (person, cancellation) = (context.Caller().UserId, context.RequestAborted);
        var turn = turns.Take(person);
        if (!turn.IsAcquired)
            return TooMany(turn);
        // A zip entry ends with a few bytes that the runtime writes synchronously.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(
            async stream =>
            {
                using (turn)
                    await archive.WriteAsync(stream, person, cancellation);
            },
            "application/zip", $"mezzotint-{time.GetUtcNow():yyyy-MM-dd}.zip");
    }

    static Problem TooMany(RateLimitLease turn)
    {
        using (turn)
            return new Problem(StatusCodes.Status429TooManyRequests, "too_many_requests",
                "An export is under way, or there were 6 in the last hour: wait until it is done.")
            {
                RetryAfterSeconds = turn.TryGetMetadata(MetadataName.RetryAfter, out var after)
                    ? (int)Math.Ceiling(after.TotalSeconds) : RetrySeconds,
            };
    }
}
