using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Gallery;

/// <summary>What there is to do with public pictures, for everybody and for the operator.</summary>
static class GalleryRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ReadGallery.Map(routes);
        ReadGalleryContent.Map(routes);
        ReportImage.Map(routes);
        ListReports.Map(routes);
        HideImage.Map(routes);
    }
}
