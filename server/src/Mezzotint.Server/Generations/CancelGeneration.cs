using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>DELETE /api/v1/generations/{id}: what waits is cancelled at once, what runs at its next step.</summary>
static class CancelGeneration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/generations/{id:guid}", RunAsync).Require(Scope.Generate);

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] Jobs jobs,
        [FromServices] Generations generations)
    {
        var (cancellation, workspace) = (context.RequestAborted, context.Caller().WorkspaceId);
        if (await generations.ReadAsync(workspace, id, cancellation) is null)
            return Problem.NotFound("generation");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var settlement in await jobs.CancelAsync(transaction, id, null, cancellation))
            await Settling.ReleaseAsync(transaction, settlement, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await generations.ReadAsync(workspace, id, cancellation));
    }
}
