using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Images;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Gallery;

/// <summary>GET /api/v1/gallery/{id}/content and /thumbnail: the files of what is public now.</summary>
static class ReadGalleryContent
{
    const string Public = "from image where id = @id and is_public and hidden_at is null";

    const string SelectContent = $"select {ReadImageContent.Content} {Public}";

    const string SelectSmall = $"select {ReadImageContent.Small} {Public}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/gallery/{id:guid}/content", Read(SelectContent)).AnonymousByNature()
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp")
            .WithTags("Gallery").WithName("readGalleryContent")
            .WithSummary("The file of a public picture; no key is needed; ETag, ranges");
        routes.MapGet("/api/v1/gallery/{id:guid}/thumbnail", Read(SelectSmall)).AnonymousByNature()
            .Produces<byte[]>(StatusCodes.Status200OK, Thumbnail.MediaType)
            .WithTags("Gallery").WithName("readGalleryThumbnail")
            .WithSummary("A public picture at most 384 pixels a side; no key is needed");
    }

    static Delegate Read(string select) => async (
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] FolderBlobs blobs,
        CancellationToken cancellation) =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var file = await connection.QuerySingleOrDefaultAsync<BlobFile>(
            new CommandDefinition(select, new { id }, cancellationToken: cancellation));
        return file?.Answer(context, blobs, BlobFile.Public) ?? Problem.NotFound("image");
    };
}
