using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>GET /api/v1/start-pictures: which of some ids can be started from, whether uploads or images.</summary>
/// <remarks>A recipe names its start picture by an id that does not say which of both it is, nor whether it is still
/// there: uploads go after two days.</remarks>
static class ListStartPictures
{
    const int Most = 10;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/start-pictures", RunAsync).Require(Scope.Read).Produces<List<StartPicture>>()
            .WithTags("Generations").WithName("listStartPictures")
            .WithSummary("Those of some ids that the workspace has as upload or image")
            .WithDescription($"`id` is repeated, at most {Most} times; what is gone is left out.");

    static async Task<IResult> RunAsync(Guid[] id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        if (id.Length > Most)
            return Problem.BadRequest(
                "id", $"'id' is there {id.Length} times, at most {Most} are taken: ask in parts.");
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var found = new List<StartPicture>();
        foreach (var one in id.Distinct())
            if (await FindAsync(connection, context.Caller().WorkspaceId, one, context.RequestAborted) is { } picture)
                found.Add(picture);
        return TypedResults.Ok(found);
    }

    static async Task<StartPicture?> FindAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation)
    {
        if (await Uploads.Uploads.FindAsync(connection, workspaceId, id, cancellation) is { } upload)
            return Picture("upload", id, upload.Shown().Url, upload.Width, upload.Height);
        return await Images.Images.FindAsync(connection, workspaceId, id, cancellation) is { } image
            ? Picture("image", id, image.Shown().Url, image.Width, image.Height) : null;
    }

    static StartPicture Picture(string kind, Guid id, string url, int width, int height) =>
        new() { Id = id, Kind = kind, Url = url, Width = width, Height = height };
}
