using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.Accounts;

/// <summary>The door of routes that are about a person: their session, and no key.</summary>
static class RequirePerson
{
    static readonly Problem SessionNeeded = new(StatusCodes.Status403Forbidden, "session_needed",
        "This is about a person, and a key is none: log in, and send the session's cookie without a key.");

    /// <summary>Lets only people in; the handler finds who asks as on other routes.</summary>
    public static RouteHandlerBuilder RequireSession(this RouteHandlerBuilder route) =>
        route.WithMetadata(new PersonOnly()).EnterBy(async context => RequireScope.TextOf(context.Request) is null
            ? await context.RequestServices.GetRequiredService<Sessions>().EnterAsync(context) : SessionNeeded);
}
