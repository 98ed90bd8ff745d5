using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.Uploads;

/// <summary>What there is to do with uploads.</summary>
static class UploadRoutes
{
    public static void Add(IServiceCollection services) => services.AddSingleton<CreateUpload>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateUpload.Map(routes);
        ReadUploads.Map(routes);
        DeleteUpload.Map(routes);
    }
}
