using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>GET /api/v1/images/{id}/content and /thumbnail: the files, for their owner alone; ETag, ranges.</summary>
static class ReadImageContent
{
    /// <summary>The columns of a picture's file.</summary>
    public const string Content = "blob, media_type as MediaType, created_at as CreatedAt";

    /// <summary>The columns of its small one; where there is none, of the picture itself.</summary>
    public const string Small = $"""
        coalesce(thumbnail, blob) as Blob, created_at as CreatedAt,
        case when thumbnail is null then media_type else '{Thumbnail.MediaType}' end as MediaType
        """;

    const string SelectContent = $"select {Content} from image where id = @id and workspace_id = @WorkspaceId";

    const string SelectSmall = $"select {Small} from image where id = @id and workspace_id = @WorkspaceId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/images/{id:guid}/content", Read(SelectContent)).Require(Scope.Read)
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp")
            .WithTags("Images").WithName("readImageContent")
            .WithSummary("The file of a picture; ETag, ranges");
        routes.MapGet("/api/v1/images/{id:guid}/thumbnail", Read(SelectSmall)).Require(Scope.Read)
            .Produces<byte[]>(StatusCodes.Status200OK, Thumbnail.MediaType).WithTags("Images").WithName("readThumbnail")
            .WithSummary("A picture at most 384 pixels a side; ETag, ranges");
    }

    static Delegate Read(string select) => async (
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] FolderBlobs blobs,
        CancellationToken cancellation) =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var file = await connection.QuerySingleOrDefaultAsync<BlobFile>(new CommandDefinition(
            select, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation));
        return file?.Answer(context, blobs, BlobFile.Private) ?? Problem.NotFound("image");
    };
}
