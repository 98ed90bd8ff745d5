using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.Hosting;

/// <summary>Whose word is taken for who asks: proxies on this machine, and those that the operator names.</summary>
/// <remarks>
/// They say it in X-Forwarded-For and X-Forwarded-Proto. Anybody else's is not read: it could be made up to get round
/// limits by address.
/// </remarks>
static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, IReadOnlyList<IPAddress> named) =>
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var address in named)
                forwarded.KnownProxies.Add(address);
        });
}
