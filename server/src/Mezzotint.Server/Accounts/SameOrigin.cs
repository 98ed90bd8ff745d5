using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Accounts;

/// <summary>The defence of the session cookie: what changes something must come from our own pages.</summary>
/// <remarks>
/// Browsers say where a request comes from in headers that no page can set: Sec-Fetch-Site where the connection is
/// safe (https or loopback), Origin with every unsafe method. Neither is no.
/// </remarks>
static class SameOrigin
{
    const string FetchSite = "Sec-Fetch-Site";

    /// <summary>The answer to a request of another site.</summary>
    public static Problem CrossSite { get; } = new(StatusCodes.Status403Forbidden, "cross_site",
        "With a session, changes are taken from the service's own pages only: send its address as 'Origin'.");

    /// <summary>Whether a request may change something by the session cookie that came with it.</summary>
    public static bool IsProven(HttpRequest request, ServerOptions options)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        var site = request.Headers[FetchSite].ToString();
        if (site.Length > 0 && site != "same-origin")
            return false;
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0 ? IsOurs(origin, request, options) : site.Length > 0;
    }

    /// <summary>Whether an origin is the service's: its public address, or that of the request.</summary>
    public static bool IsOurs(string origin, HttpRequest request, ServerOptions options) =>
        string.Equals(origin, OriginOf(options.PublicAddress), StringComparison.OrdinalIgnoreCase)
        || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    static string OriginOf(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}
