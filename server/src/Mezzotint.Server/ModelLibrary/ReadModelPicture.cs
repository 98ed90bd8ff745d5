using System.Security.Cryptography;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>GET /api/v1/models/{key}/picture: what a model makes, small, for who may use it.</summary>
static class ReadModelPicture
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/models/{key}/picture", Run)
        .Require(Scope.Read).Produces<byte[]>(StatusCodes.Status200OK, ModelPicture.MediaType)
        .WithTags("Models").WithName("readModelPicture")
        .WithSummary("A small picture of what a model makes; ETag");

    static IResult Run(string key, HttpContext context, [FromServices] CurrentCatalogue catalogue)
    {
        var model = ListModels.Open(context.Caller(), catalogue.Value).FirstOrDefault(model => model.Key == key);
        if (model is null || ModelPicture.Of(model) is not { } picture)
            return Problem.NotFound("model's picture");
        context.Response.Headers.CacheControl = BlobFile.Private;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(picture, ModelPicture.MediaType,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(picture))}\""));
    }
}
