using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Blobs;

/// <summary>A file that is asked for.</summary>
sealed record BlobFile
{
    /// <summary>Its bytes never change, but who may see it can: browsers ask again, and get 304.</summary>
    public const string Private = "private, no-cache";

    /// <summary>The same for what everybody may see until it is hidden.</summary>
    public const string Public = "public, no-cache";

    public required byte[] Blob { get; init; }
    public required string MediaType { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>The file itself, with its ETag and by ranges.</summary>
    public IResult Answer(HttpContext context, FolderBlobs blobs, string cacheControl)
    {
        context.Response.Headers.CacheControl = cacheControl;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.PhysicalFile(blobs.PathOf(Blob), MediaType, lastModified: CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(Blob)}\""),
            enableRangeProcessing: true);
    }
}
