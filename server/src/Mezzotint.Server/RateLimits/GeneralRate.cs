using System.Threading.RateLimiting;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.RateLimits;

/// <summary>
/// Keeps one caller from taking a server from all others: so many requests by a key, and by an address without one.
/// </summary>
/// <remarks>
/// Counted in each server by itself: it guards the machine, while plans limit what is sold. Routes that a plan limits
/// and those of workers are left alone. A bucket holds what may come at once and fills steadily.
/// </remarks>
static class GeneralRate
{
    const int KeyPerSecond = 100;
    const int AddressPerSecond = 20;
    const int BucketSeconds = 60;

    public static void AddGeneralRate(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        options.OnRejected = (rejected, _) => RefuseAsync(rejected);
    });

    static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var marks = context.GetEndpoint()?.Metadata;
        if (marks is not null && (marks.OfType<Scope>().Contains(Scope.Worker) || marks.OfType<LimitedByPlan>().Any()))
            return RateLimitPartition.GetNoLimiter("");
        // What only looks like a key is found out where keys are looked up; it has the key's share until then.
        return RequireScope.TextOf(context.Request) is { } text && ApiKeyToken.TryParse(text, out var token)
            ? Bucket($"key {Convert.ToHexStringLower(token.Value.Hash)}", KeyPerSecond)
            : Bucket($"address {context.Connection.RemoteIpAddress}", AddressPerSecond);
    }

    static RateLimitPartition<string> Bucket(string caller, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * BucketSeconds,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        await new Problem(StatusCodes.Status429TooManyRequests, "too_many_requests",
            "These are too many requests at once: ask again in a moment, and follow events where you poll.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
        }.ExecuteAsync(rejected.HttpContext);
    }
}
