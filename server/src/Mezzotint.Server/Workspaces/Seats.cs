using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Workspaces;

/// <summary>Whether a workspace's plan has room for one more.</summary>
static class Seats
{
    /// <summary>What to answer where it has not; null where it has.</summary>
    public static Problem? Refuse(OfferCatalogue catalogue, WorkspaceRow workspace, int taken)
    {
        if (catalogue.FindPlan(workspace.Plan) is not { } plan
            || catalogue.AllowsMember(plan, taken) is not Verdict.Refused { First: var refusal })
            return null;
        return new Problem(StatusCodes.Status403Forbidden, refusal.Code, refusal.Sentence)
        {
            Members = { ["plan"] = refusal.Plan },
        };
    }
}
