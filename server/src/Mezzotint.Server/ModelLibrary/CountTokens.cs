using Mezzotint.Catalogue;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>POST /api/v1/models/{key}/tokens: how long a prompt is for a model that the caller may use.</summary>
static class CountTokens
{
    const int PromptCharactersMax = 10_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/models/{key}/tokens", Run)
        .Require(Scope.Read).Produces<TokenCount>().WithTags("Models").WithSummary("Count the tokens of a prompt")
        .WithDescription("From the model's vocabulary alone; nothing is loaded, queued or charged.");

    static IResult Run(
        string key, CountTokensRequest request, HttpContext context, [FromServices] CurrentCatalogue catalogue,
        [FromServices] ServerOptions options)
    {
        if (request.Prompt.Length > PromptCharactersMax)
            return Problem.BadRequest("prompt",
                $"The prompt has {request.Prompt.Length:n0} characters, at most {PromptCharactersMax:n0} are taken.");
        var (engine, caller) = (options.Engine, context.Caller());
        return ListModels.Open(caller, catalogue.Value).FirstOrDefault(model => model.Key == key) is not { } model
            ? Problem.NotFound("model")
            : TypedResults.Ok(new TokenCount(
                model.Engine == Engine.BuiltIn ? engine.CountTokens(model.Checkpoint ?? model.Key, request.Prompt)
                    : null,
                engine.ChunkTokens));
    }
}
