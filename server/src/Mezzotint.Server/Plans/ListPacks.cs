using Mezzotint.Catalogue;
using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Plans;

/// <summary>GET /api/v1/packs: the credits that can be bought.</summary>
static class ListPacks
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/packs",
        ([FromServices] CurrentCatalogue catalogue) => TypedResults.Ok(catalogue.Value.Packs.Select(Show).ToList()))
        .AnonymousByNature().Produces<List<OfferedPack>>()
        .WithTags("Plans").WithSummary("List packs of credits");

    static OfferedPack Show(Pack pack) => new()
    {
        Key = pack.Key,
        Title = pack.Title,
        Wallet = pack.Wallet,
        Credits = Generations.Generations.InCredits(pack.Millicredits),
        PriceMinorUnits = pack.PriceMinorUnits,
        Currency = pack.Currency,
        ExpiryDays = pack.ExpiryDays,
        Plans = pack.Plans,
    };
}
