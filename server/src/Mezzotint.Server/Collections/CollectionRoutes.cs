using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Collections;

/// <summary>What there is to do with collections.</summary>
static class CollectionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateCollection.Map(routes);
        ReadCollections.Map(routes);
        ChangeCollection.Map(routes);
        FillCollection.Map(routes);
    }
}
