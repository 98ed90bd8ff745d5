using Mezzotint.Contracts.Administration;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Catalogues;

/// <summary>GET /api/v1/admin/catalogue/versions: what held when, newest first.</summary>
static class ListCatalogueVersions
{
    const string Select = """
        select id, number, sha256, actor, created_at as CreatedAt, '' as Json from catalogue_version
        where (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/catalogue/versions", RunAsync)
            .Require(Scope.Admin).Produces<Page<CatalogueVersion>>()
            .WithTags("Administration").WithSummary("List versions of the catalogue, newest first");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<CatalogueRow, CatalogueVersion>(
            Select, null,
            row => new Position(row.CreatedAt, row.Id), row => row.ToContract()), cancellation);
}
