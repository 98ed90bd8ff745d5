using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.WorkerApi;

/// <summary>GET /api/worker/v1/jobs/{id}/inputs/{name}: a file that a job starts from, for who has its lease.</summary>
static class ReadJobInput
{
    const int NameLength = 64;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/worker/v1/jobs/{id:guid}/inputs/{name}", RunAsync).Require(Scope.Worker)
            .ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        [AsParameters] Wish wish, [FromServices] Jobs jobs, [FromServices] NpgsqlDataSource database,
        [FromServices] FolderBlobs blobs, CancellationToken cancellation)
    {
        if (await jobs.FindWorkspaceAsync(new Lease(wish.Id, wish.LeaseToken), cancellation) is null)
            return FailJob.LeaseLost;
        if (wish.Name.Length != NameLength || !wish.Name.All(char.IsAsciiHexDigitLower))
            return Problem.NotFound("input");
        var hash = Convert.FromHexString(wish.Name);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await StartingPictures.HasAsync(connection, wish.Id, hash, cancellation)
            ? TypedResults.PhysicalFile(blobs.PathOf(hash)) : Problem.NotFound("input");
    }

    /// <summary>Which file of which job.</summary>
    sealed record Wish(Guid Id, string Name, Guid LeaseToken);
}
