using Mezzotint.Catalogue;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Problems;
using Mezzotint.Server.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.ApiKeys;

/// <summary>The door of every route of the API: a key or a session with the route's scope, or no entry.</summary>
static class RequireScope
{
    const string Scheme = "Bearer ";

    /// <summary>Lets only callers with a scope in; the handler finds who asks with <see cref="Caller"/>.</summary>
    public static RouteHandlerBuilder Require(this RouteHandlerBuilder route, Scope scope)
    {
        var name = ApiKeys.Name(scope);
        return route.WithMetadata(scope).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var text = KeyOf(context.Request);
            if (scope == Scope.Worker && context.RequestServices.GetRequiredService<LocalWorkerKey>().Is(text))
                return await next(invocation);
            var problem = text is not null
                ? await EnterAsync(context, text, scope)
                : await context.RequestServices.GetRequiredService<Sessions>().EnterAsync(context);
            if (problem is not null)
                return problem;
            return context.Caller().Has(scope) ? await next(invocation) : Problem.MissingScope(name);
        });
    }

    /// <summary>Who asks.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("This route knows no caller: it needs Require(scope).");

    /// <summary>Finds out who asks by their key; null where that is known now, else what to answer.</summary>
    static async Task<Problem?> EnterAsync(HttpContext context, string text, Scope scope)
    {
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        if (await keys.FindAsync(text, context.RequestAborted) is not { } caller)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            return Problem.Unauthorized;
        }
        // A route that names a workspace is about that one, and a key knows its own alone.
        if (context.Request.RouteValues[Sessions.WorkspaceRouteValue] is string named
            && Guid.Parse(named) != caller.WorkspaceId)
            return Problem.NotFound("workspace");
        context.Features.Set(caller);
        return scope is Scope.Worker or Scope.Admin ? null
            : ApiAccess.Refuse(context.RequestServices.GetRequiredService<OfferCatalogue>(), caller.Plan);
    }

    /// <summary>The key that came with a request, whatever it is worth; null where none did.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
