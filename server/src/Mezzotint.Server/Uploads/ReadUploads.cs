using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Uploads;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Uploads;

/// <summary>GET /api/v1/uploads, /{id} and /{id}/content: what the workspace sent in.</summary>
static class ReadUploads
{
    const string SelectPage = $"""
        select {Uploads.Columns} from upload
        where workspace_id = @WorkspaceId and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/uploads", ListAsync).Require(Scope.Read).Produces<Page<Upload>>()
            .WithTags("Uploads").WithName("listUploads").WithSummary("The workspace's uploads, newest first");
        routes.MapGet("/api/v1/uploads/{id:guid}", ReadAsync).Require(Scope.Read).Produces<Upload>()
            .WithTags("Uploads").WithName("readUpload").WithSummary("One upload");
        routes.MapGet("/api/v1/uploads/{id:guid}/content", ContentAsync).Require(Scope.Read)
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png")
            .WithTags("Uploads").WithName("readUploadContent").WithSummary("The file of an upload; ETag, ranges");
    }

    static Task<IResult> ListAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<UploadRow, Upload>(
            SelectPage, new { context.Caller().WorkspaceId },
            row => row.Position, row => row.Shown()), context.RequestAborted);

    static async Task<IResult> ReadAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        await FindAsync(id, context, database) is { } row ? TypedResults.Ok(row.Shown()) : Problem.NotFound("upload");

    static async Task<IResult> ContentAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] FolderBlobs blobs)
    {
        if (await FindAsync(id, context, database) is not { } row)
            return Problem.NotFound("upload");
        var file = new BlobFile { Blob = row.Blob, MediaType = "image/png", CreatedAt = row.CreatedAt };
        return file.Answer(context, blobs, BlobFile.Private);
    }

    static async Task<UploadRow?> FindAsync(Guid id, HttpContext context, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await Uploads.FindAsync(connection, context.Caller().WorkspaceId, id, context.RequestAborted);
    }
}
