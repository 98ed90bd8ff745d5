using System.Globalization;
using Mezzotint.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.RateLimits;

/// <summary>Tells a caller the plan's requests a minute: draft-ietf-httpapi-ratelimit-headers-09.</summary>
static class PlanRate
{
    const string Policy = "plan";
    const int WindowSeconds = 60;

    /// <summary>Sets RateLimit-Policy and RateLimit; nothing where the plan has no limit.</summary>
    /// <param name="response">Not yet started.</param>
    /// <param name="plan">The caller's.</param>
    /// <param name="used">Requests in the last minute, this one included if it counts.</param>
    /// <param name="seconds">Until the first of them counts no more.</param>
    public static void Tell(HttpResponse response, Plan plan, int used, int seconds)
    {
        if (plan.Entitlements.RequestsPerMinute.Most is not { } most)
            return;
        var left = Math.Max(0, most - used);
        response.Headers["RateLimit-Policy"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";q={most};w={WindowSeconds}");
        response.Headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";r={left};t={seconds}");
    }
}
