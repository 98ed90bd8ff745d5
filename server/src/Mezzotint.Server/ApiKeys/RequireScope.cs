using Mezzotint.Server.Accounts;
using Mezzotint.Server.Catalogues;
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
    public static RouteHandlerBuilder Require(this RouteHandlerBuilder route, Scope scope) =>
        route.WithMetadata(scope).EnterBy(context => EnterAsync(context, scope));

    /// <summary>Marks a route that anybody may call: each that has no door is marked so.</summary>
    public static RouteHandlerBuilder AnonymousByNature(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AnonymousByNature());

    /// <summary>Puts a door before a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="door">Finds out who asks; null where they may, else what to answer.</param>
    /// <remarks>It comes before the handler's arguments are read: a stranger's body is not looked at.</remarks>
    public static RouteHandlerBuilder EnterBy(this RouteHandlerBuilder route, Func<HttpContext, Task<Problem?>> door)
    {
        route.Finally(endpoint =>
        {
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async context =>
            {
                if (await door(context) is { } problem)
                    await problem.ExecuteAsync(context);
                else
                    await handler(context);
            };
        });
        return route;
    }

    /// <summary>Who asks.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("This route knows no caller: it needs Require(scope).");

    /// <summary>The key that a request came with, whatever it is worth; null for none.</summary>
    public static string? TextOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    /// <summary>Finds out who asks, by key or session; null where they may, else what to answer.</summary>
    static async Task<Problem?> EnterAsync(HttpContext context, Scope scope)
    {
        var text = TextOf(context.Request);
        if (scope == Scope.Worker && context.RequestServices.GetRequiredService<LocalWorkerKey>().Is(text))
            return null;
        var problem = text is null
            ? await context.RequestServices.GetRequiredService<Sessions>().EnterAsync(context)
            : await EnterAsync(context, text);
        if (problem is not null)
            return problem;
        var caller = context.Caller();
        if (!caller.Has(scope))
            return Problem.MissingScope(ApiKeys.Name(scope));
        return text is null || scope is Scope.Worker or Scope.Admin ? null
            : ApiAccess.Refuse(context.RequestServices.GetRequiredService<CurrentCatalogue>().Value, caller.Plan);
    }

    static async Task<Problem?> EnterAsync(HttpContext context, string text)
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
        return null;
    }
}
