using System.Text.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>GET /api/v1/add-ons: LoRAs, embeddings and ControlNets that the plan has.</summary>
static class ListAddOns
{
    static readonly string[] Kinds = [.. Enum.GetValues<AddOnKind>().Select(Word)];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/add-ons", Run)
        .Require(Scope.Read).Produces<List<OfferedAddOn>>()
        .WithTags("Models").WithSummary("List what the caller may add to models")
        .WithDescription("`kind` leaves those of one kind: `lora`, `embedding` or `control-net`.");

    static IResult Run(string? kind, HttpContext context, [FromServices] CurrentCatalogue current)
    {
        if (kind is not null && !Kinds.Contains(kind))
            return Problem.BadRequest("kind", $"There is no kind '{kind}': choose {string.Join(", ", Kinds)}.");
        var catalogue = current.Value;
        var plan = catalogue.FindPlan(context.Caller().Plan);
        return TypedResults.Ok(catalogue.AddOns
            .Where(addOn => plan?.Includes(addOn) == true && (kind is null || Word(addOn.Kind) == kind))
            .Select(Shown).ToList());
    }

    static OfferedAddOn Shown(AddOn addOn) => new()
    {
        Key = addOn.Key,
        Title = addOn.Title,
        Kind = Word(addOn.Kind),
        Tags = addOn.Tags,
        Family = addOn.Family,
        Credits = Generations.Generations.InCredits(addOn.Millicredits),
        IsAvailable = addOn.Available,
        Reason = addOn.Reason,
    };

    static string Word(AddOnKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
