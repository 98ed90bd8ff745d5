using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.ApiKeys;

/// <summary>Whether a plan lets keys be made and used.</summary>
static class ApiAccess
{
    /// <summary>What to answer where it does not; null where it does.</summary>
    public static Problem? Refuse(OfferCatalogue catalogue, string planKey)
    {
        if (catalogue.FindPlan(planKey) is not { Entitlements.ApiAccess: false } plan)
            return null;
        var other = catalogue.Plans.FirstOrDefault(other => other.Entitlements.ApiAccess);
        return new Problem(StatusCodes.Status403Forbidden, RefusalCodes.ApiNotInPlan,
            $"{plan.Title} does not include the API.{(other is null ? "" : $" {other.Title} has it.")}")
        {
            Members = { ["plan"] = other?.Key },
        };
    }
}
