using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>GET /api/v1/samplers: what requests may write for sampler and scheduler.</summary>
static class ListSamplers
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/samplers",
        ([FromServices] ServerOptions options) =>
            TypedResults.Ok(new SamplingNames(options.Engine.Samplers, options.Engine.Schedulers)))
        .Require(Scope.Read).Produces<SamplingNames>()
        .WithTags("Models").WithSummary("List the samplers and schedulers that requests can name");
}
