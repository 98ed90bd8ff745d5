using Dapper;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Uploads;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Uploads;

/// <summary>POST /api/v1/uploads: a picture comes in, and is made anew before anything else sees it.</summary>
sealed class CreateUpload(
    NpgsqlDataSource database, CurrentCatalogue catalogue, FolderBlobs blobs, TimeProvider clock)
{
    const long BytesMax = 20 << 20;

    const string SelectStored = "select workspace_storage_bytes(@WorkspaceId)";

    const string Insert = $"""
        insert into upload (id, workspace_id, blob, bytes, width, height)
        values (@id, @WorkspaceId, @blob, @bytes, @Width, @Height)
        on conflict (workspace_id, blob) do update set used_at = now()
        returning {Uploads.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/uploads",
            (HttpContext context, [FromServices] CreateUpload slice) => slice.RunAsync(context))
            .Require(Scope.Generate).WithMetadata(new RequestSizeLimitAttribute(BytesMax))
            .Accepts<byte[]>("*/*")
            .Produces<Upload>(StatusCodes.Status201Created).Produces<Upload>().WithTags("Uploads")
            .WithSummary("Sends a picture in: PNG, JPEG, WebP or AVIF, at most 20 MiB and 64 million pixels");

    async Task<IResult> RunAsync(HttpContext context)
    {
        var (caller, cancellation) = (context.Caller(), context.RequestAborted);
        if (await RefuseAsync(caller, cancellation) is { } refusal)
            return refusal;
        var file = await UploadBody.ReadAsync(context.Request, cancellation);
        if (file.Length == 0)
            return Problem.BadRequest("", "The body is empty: send a picture's file, or a form with one.");
        var (picture, fault) = await CleanPicture.OfAsync(file, cancellation);
        if (picture is null)
            return fault!;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var upload = (await StoreAsync(id, caller.WorkspaceId, picture, cancellation)).Shown();
        return upload.Id == id
            ? TypedResults.Created($"/api/v1/uploads/{id}", upload) : TypedResults.Ok(upload);
    }

    /// <summary>A workspace without room is refused before its picture is read.</summary>
    async Task<Problem?> RefuseAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var stored = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            SelectStored, new { caller.WorkspaceId }, cancellationToken: cancellation));
        if (catalogue.Value.FindPlan(caller.Plan) is not { } plan)
            return Problem.PlanGone;
        return catalogue.Value.AllowsStorage(plan, stored) is Verdict.Refused { First: var first }
            ? Problem.NotInPlan(first) : null;
    }

    async Task<UploadRow> StoreAsync(
        Guid id, Guid workspaceId, CleanPicture picture, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var blob = await blobs.StoreAsync(transaction, picture.File, cancellation);
        var row = await connection.QuerySingleAsync<UploadRow>(new CommandDefinition(Insert, new
        {
            id,
            workspaceId,
            blob,
            bytes = picture.File.LongLength,
            picture.Width,
            picture.Height,
        }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return row;
    }
}
