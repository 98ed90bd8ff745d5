using Mezzotint.Imaging;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Images;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.WorkerApi;

/// <summary>PUT /api/worker/v1/jobs/{id}/preview: what the job looks like so far, in place of what it did.</summary>
static class KeepPreview
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/worker/v1/jobs/{id:guid}/preview", RunAsync).Require(Scope.Worker)
            .ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(Previews.BytesMax));

    static async Task<IResult> RunAsync(
        Guid id, Guid leaseToken, HttpContext context, [FromServices] Jobs jobs,
        [FromServices] NpgsqlDataSource database)
    {
        var cancellation = context.RequestAborted;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, cancellation);
        if (ImageFormats.Recognise(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) is not { } format)
            return Problem.BadRequest("", "The body is no picture: send a WebP, JPEG or PNG.");
        if (await jobs.FindWorkspaceAsync(new Lease(id, leaseToken), cancellation) is not { } workspaceId)
            return FailJob.LeaseLost;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Previews.KeepAsync(
            connection, id, workspaceId, (format.MediaType(), buffer.ToArray()), cancellation);
        return TypedResults.NoContent();
    }
}
