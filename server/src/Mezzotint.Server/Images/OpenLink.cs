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

/// <summary>GET /api/v1/links/{token}: the picture of a link that was signed here and still stands.</summary>
static class OpenLink
{
    const string Select = """
        select k.key, extract(epoch from now()) >= @Expires as IsExpired, i.blob, i.media_type as MediaType,
            i.created_at as CreatedAt
        from signing_key k left join image i on i.id = @ImageId
        """;

    static readonly Problem Forged = new(StatusCodes.Status403Forbidden, "image_link_invalid",
        "This link was not made here, or a letter of it is wrong: ask for it again.");

    static readonly Problem Expired = new(StatusCodes.Status403Forbidden, "image_link_expired",
        "The time of this link is over: ask whoever gave it for a new one.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/links/{token}", RunAsync).AnonymousByNature()
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp").WithTags("Images")
            .WithSummary("The picture of a link; no key is needed");

    static async Task<IResult> RunAsync(
        string token, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] FolderBlobs blobs)
    {
        if (LinkToken.Read(token) is not { } link)
            return Problem.NotFound("link");
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var found = await connection.QuerySingleAsync<Found>(new CommandDefinition(
            Select, new { link.ImageId, link.Expires }, cancellationToken: context.RequestAborted));
        // The signature first: without it an answer would tell which pictures there are.
        if (!link.IsSignedBy(found.Key))
            return Forged;
        if (found.IsExpired)
            return Expired;
        return found.File()?.Answer(context, blobs, BlobFile.Private) ?? Problem.NotFound("image");
    }

    sealed record Found
    {
        public required byte[] Key { get; init; }
        public required bool IsExpired { get; init; }
        public byte[]? Blob { get; init; }
        public string? MediaType { get; init; }
        public DateTime? CreatedAt { get; init; }

        public BlobFile? File() => Blob is null ? null
            : new BlobFile { Blob = Blob, MediaType = MediaType!, CreatedAt = CreatedAt!.Value };
    }
}
