using System.Text.Json;
using Mezzotint.Contracts.Administration;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.OpenApi;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Catalogues;

/// <summary>PUT /api/v1/admin/catalogue: a whole file takes the place of the one that it was made from.</summary>
static class ReplaceCatalogue
{
    static readonly Problem NotConditional = new(StatusCodes.Status428PreconditionRequired, "if_match_needed",
        "Say what this was made from: send 'If-Match' with the ETag of GET /api/v1/admin/catalogue.");

    static readonly Problem Changed = new(StatusCodes.Status412PreconditionFailed, "catalogue_changed",
        "The catalogue was changed since it was read: read it again, and make the change in that one.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/v1/admin/catalogue", RunAsync)
        .Require(Scope.Admin).Accepts<JsonElement>("application/json").Produces<CatalogueVersion>()
        .WithHeader("If-Match", "The ETag of the catalogue that this one was made from. Needed.")
        .WithTags("Administration")
        .WithSummary("Replace the catalogue by a whole file of at most 1 MiB; servers follow within seconds");

    static async Task<IResult> RunAsync(
        HttpContext context, [FromServices] CatalogueVersions versions, [FromServices] CurrentCatalogue current)
    {
        var cancellation = context.RequestAborted;
        var tags = context.Request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0)
            return NotConditional;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        var (text, faults) = CatalogueText.Parse(body.ToArray());
        if (text is null)
            return new Problem(StatusCodes.Status400BadRequest, "catalogue_faulty",
                $"The catalogue has {faults.Count:N0} faults: 'faults' has each with its path.")
            {
                Members = { ["faults"] = faults },
            };
        var result = await versions.StoreAsync(
            text, context.Caller().Actor, hash => IsMatch(tags, hash), cancellation);
        if (result is StoreResult.Stored)
            current.Replace(text.Catalogue); // other servers see it when they look
        return Answer(context, result);
    }

    static bool IsMatch(IList<EntityTagHeaderValue> tags, string? hash) => hash is not null
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)
            || tag.Compare(ReadCatalogue.TagOf(hash), useStrongComparison: true));

    static IResult Answer(HttpContext context, StoreResult result)
    {
        switch (result)
        {
            case StoreResult.Outrun:
                return Changed;
            case StoreResult.PlansInUse refused:
                return new Problem(StatusCodes.Status409Conflict, "plans_in_use", refused.Sentence)
                {
                    Members = { ["plans"] = refused.Plans },
                };
        }
        var row = result is StoreResult.Stored stored ? stored.Row : ((StoreResult.Unchanged)result).Row;
        context.Response.GetTypedHeaders().ETag = ReadCatalogue.TagOf(row.Sha256);
        return TypedResults.Ok(row.ToContract());
    }
}
