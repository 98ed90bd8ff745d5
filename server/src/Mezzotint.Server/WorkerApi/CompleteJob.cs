using Dapper;
using Mezzotint.Imaging;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Images;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>
/// PUT /api/worker/v1/jobs/{id}/image: the files are stored first; then job, picture and capture commit together.
/// </summary>
sealed class CompleteJob(Settling settling, Jobs jobs, FolderBlobs blobs)
{
    const long BytesMax = 64 << 20;

    const string InsertImage = """
        insert into image (id, generation_id, workspace_id, index, seed, blob, media_type, bytes, width, height,
            seconds, millicredits, thumbnail, is_public, words)
        select @JobId, g.id, g.workspace_id, @JobIndex, g.seed + @JobIndex, @blob, @mediaType, @bytes, @Width, @Height,
            @Seconds, g.image_millicredits, @thumbnail, g.is_public,
            image_words(g.workspace_id, g.request ->> 'prompt')
        from generation g where g.id = @GenerationId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/worker/v1/jobs/{id:guid}/image",
            (Guid id, [AsParameters] Delivery delivery, HttpRequest request, [FromServices] CompleteJob slice,
                CancellationToken cancellation) => slice.RunAsync(id, delivery, request, cancellation))
            .Require(Scope.Worker).ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(BytesMax));

    async Task<IResult> RunAsync(Guid id, Delivery delivery, HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        if (buffer.Length == 0)
            return Problem.BadRequest("", "The body is empty: send the picture's file.");
        var file = buffer.ToArray();
        var small = Thumbnail.Of(file);
        var outcome = (await settling.RunAsync(async transaction =>
        {
            var blob = await blobs.StoreAsync(transaction, file, cancellation);
            var thumbnail = small is null ? null : await blobs.StoreAsync(transaction, small, cancellation);
            var settlement = await jobs.CompleteAsync(
                transaction, new Lease(id, delivery.LeaseToken), cancellation);
            if (settlement.Outcome == SettleOutcome.Completed)
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertImage, new
                {
                    settlement.JobId,
                    settlement.JobIndex,
                    settlement.GenerationId,
                    blob,
                    thumbnail,
                    mediaType = ImageFormats.Recognise(file)?.MediaType() ?? "application/octet-stream",
                    bytes = file.LongLength,
                    delivery.Width,
                    delivery.Height,
                    delivery.Seconds,
                }, transaction, cancellationToken: cancellation));
            return settlement;
        }, cancellation)).Outcome;
        return outcome == SettleOutcome.LeaseLost ? FailJob.LeaseLost : TypedResults.NoContent();
    }

    /// <summary>What comes with a picture.</summary>
    sealed record Delivery(Guid LeaseToken, int Width, int Height, double Seconds);
}
