using Mezzotint.Server.Problems;
using Mezzotint.Server.WorkerApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.ApiKeys;

/// <summary>The door of every route of the API: a valid key with the route's scope, or no entry.</summary>
static class RequireScope
{
    const string Scheme = "Bearer ";

    /// <summary>Lets only keys with a scope in; the handler finds who asks with <see cref="Caller"/>.</summary>
    /// <remarks>Before the handler's arguments are read: a stranger's body is not looked at.</remarks>
    public static RouteHandlerBuilder Require(this RouteHandlerBuilder route, Scope scope)
    {
        route.WithMetadata(scope).Finally(endpoint =>
        {
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async context =>
            {
                if (await EnterAsync(context, scope) is { } problem)
                    await problem.ExecuteAsync(context);
                else
                    await handler(context);
            };
        });
        return route;
    }

    /// <summary>Marks a route that anybody may call: each that has neither scope nor this mark is a fault.</summary>
    public static RouteHandlerBuilder AnonymousByNature(this RouteHandlerBuilder route) =>
        route.WithMetadata(new AnonymousByNature());

    /// <summary>Finds out who asks; null where they may, else what to answer.</summary>
    static async Task<Problem?> EnterAsync(HttpContext context, Scope scope)
    {
        var name = ApiKeys.Name(scope);
        var text = TextOf(context.Request);
        if (scope == Scope.Worker && context.RequestServices.GetRequiredService<LocalWorkerKey>().Is(text))
            return null;
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        if (await keys.FindAsync(text, context.RequestAborted) is not { } caller)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            return Problem.Unauthorized;
        }
        if (!caller.Scopes.Contains(name))
            return Problem.MissingScope(name);
        context.Features.Set(caller);
        return null;
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
}
