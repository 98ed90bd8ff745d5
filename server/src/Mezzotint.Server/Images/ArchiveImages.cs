using System.IO.Compression;
using System.Text;
using Dapper;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>POST /api/v1/images/archive: many pictures as one zip, written while it is read.</summary>
static class ArchiveImages
{
    const int IdsMax = 500;

    const string Select = """
        select id, blob, media_type as MediaType, seed, created_at as CreatedAt from image
        where id = any(@ids) and workspace_id = @WorkspaceId
        order by created_at, id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/images/archive", RunAsync).Require(Scope.Read)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip").WithTags("Images")
            .WithSummary("Up to 500 pictures as a zip; those that are not there are left out");

    static async Task<IResult> RunAsync(
        ImageIds body, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] FolderBlobs blobs, CancellationToken cancellation)
    {
        if (ImageIdsCheck.Fault(body, IdsMax) is { } fault)
            return fault;
        // A zip entry ends with a few bytes that the runtime writes synchronously.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        var images = await FindAsync(database, context.Caller().WorkspaceId, [.. body.Ids], cancellation);
        return images.Count == 0 ? Problem.NotFound("image") : TypedResults.Stream(
            stream => WriteAsync(stream, images, blobs, cancellation), "application/zip", "pictures.zip");
    }

    static async Task<List<Entry>> FindAsync(
        NpgsqlDataSource database, Guid workspaceId, Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Entry>(new CommandDefinition(
            Select, new { ids, workspaceId }, cancellationToken: cancellation))).AsList();
    }

    static async Task WriteAsync(
        Stream stream, List<Entry> images, FolderBlobs blobs, CancellationToken cancellation)
    {
        await using var zip = await ZipArchive.CreateAsync(
            stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        foreach (var image in images)
        {
            var name = ArchivedPicture.NameOf(image.Id, image.Seed, image.MediaType, image.CreatedAt);
            await ArchivedPicture.WriteAsync(zip, name, image.CreatedAt, blobs.PathOf(image.Blob), cancellation);
        }
    }

    sealed record Entry
    {
        public required Guid Id { get; init; }
        public required byte[] Blob { get; init; }
        public required string MediaType { get; init; }
        public required long Seed { get; init; }
        public required DateTime CreatedAt { get; init; }
    }
}
