using Mezzotint.Catalogue;
using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Catalogues;

/// <summary>GET /api/v1/branding: under which name and colours the service is seen.</summary>
static class ReadBranding
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/branding",
        ([FromServices] CurrentCatalogue catalogue) => TypedResults.Ok(Show(catalogue.Value.Branding)))
        .AnonymousByNature().Produces<ShownBranding>()
        .WithTags("Plans").WithSummary("See the service's name, what a credit is called, and its colours");

    /// <summary>As pages see it.</summary>
    public static ShownBranding Show(Branding branding) => new()
    {
        Name = branding.Name,
        CreditSingular = branding.Credit.Singular,
        CreditPlural = branding.Credit.Plural,
        PrimaryColour = branding.Colours.Primary,
        AccentColour = branding.Colours.Accent,
        BackgroundColour = branding.Colours.Background,
        Logo = branding.Logo,
        Links = [.. branding.Links.Select(link => new ShownLink(link.Title, link.Address))],
        Pages = [.. branding.Pages.Select(page => new PageName(page.Key, page.Title))],
        SupportText = branding.SupportText,
    };
}
