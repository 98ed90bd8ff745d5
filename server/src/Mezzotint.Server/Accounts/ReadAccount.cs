using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Accounts;

/// <summary>GET /api/v1/account: who is logged in.</summary>
static class ReadAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/account", async (HttpContext context, [FromServices] AccountReading accounts) =>
            TypedResults.Ok(await accounts.ReadAsync(context.Caller().UserId, context.RequestAborted)))
            .RequireSession().Produces<Account>().WithTags("Account").WithSummary("Reads who is logged in.");
}
