using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.Hosting;

/// <summary>Lets pages of other origins call the API with a key; none unless the operator names them.</summary>
static class CrossOrigin
{
    static readonly string[] ShownHeaders =
        ["Location", "Retry-After", "RateLimit", "RateLimit-Policy", "ETag", "Content-Disposition"];

    static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public static void AddCrossOrigin(this IServiceCollection services, IReadOnlyList<string> origins) =>
        services.AddCors(options => options.AddDefaultPolicy(policy => policy.WithOrigins([.. origins])
            .AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(ShownHeaders).SetPreflightMaxAge(Remembered)));
}
