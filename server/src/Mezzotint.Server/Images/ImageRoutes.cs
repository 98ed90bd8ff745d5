using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mezzotint.Server.Images;

/// <summary>What there is to do with pictures.</summary>
static class ImageRoutes
{
    public static void Add(IServiceCollection services) => services.AddSingleton<DeleteImages>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListImages.Map(routes);
        ReadImage.Map(routes);
        ReadNeighbours.Map(routes);
        ReadImageContent.Map(routes);
        ReadPreview.Map(routes);
        FavouriteImage.Map(routes);
        PublishImage.Map(routes);
        DeleteImages.Map(routes);
        ArchiveImages.Map(routes);
        CreateLink.Map(routes);
        OpenLink.Map(routes);
    }
}
