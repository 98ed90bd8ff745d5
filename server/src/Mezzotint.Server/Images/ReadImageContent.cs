using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>GET /api/v1/images/{id}/content: the file, for its owner alone; ETag, ranges.</summary>
static class ReadImageContent
{
    const string Select = """
        select blob, media_type as MediaType, created_at as CreatedAt from image
        where id = @id and workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/images/{id:guid}/content", RunAsync).Require(Scope.Read)
            .Produces(StatusCodes.Status200OK, contentType: "image/png").WithTags("Images")
            .WithSummary("Get the file of an image");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] FolderBlobs blobs,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var image = await connection.QuerySingleOrDefaultAsync<StoredFile>(new CommandDefinition(
            Select, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation));
        if (image is null)
            return Problem.NotFound("image");
        // Its bytes never change, but who may see it can: browsers ask again, and get 304.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(blobs.PathOf(image.Blob), image.MediaType, lastModified: image.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(image.Blob)}\""),
            enableRangeProcessing: true);
    }

    sealed record StoredFile
    {
        public required byte[] Blob { get; init; }
        public required string MediaType { get; init; }
        public required DateTime CreatedAt { get; init; }
    }
}
