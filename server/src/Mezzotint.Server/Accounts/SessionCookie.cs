using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Accounts;

/// <summary>The cookie that holds a session's token: no script sees it, no other site sends it with a change.</summary>
static class SessionCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "mezzotint_session";

    public static SecretToken? Read(HttpRequest request) => SecretToken.Parse(request.Cookies[Name]);

    public static void Write(HttpContext context, ServerOptions options, SecretToken token) =>
        context.Response.Cookies.Append(Name, token.Text, Attributes(context, options, Sessions.Lifetime));

    public static void Remove(HttpContext context, ServerOptions options) =>
        context.Response.Cookies.Delete(Name, Attributes(context, options, null));

    static CookieOptions Attributes(HttpContext context, ServerOptions options, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || options.PublicAddress.StartsWith("https:", StringComparison.Ordinal),
        Path = "/",
        MaxAge = maxAge,
    };
}
