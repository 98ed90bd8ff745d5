using Dapper;
using Mezzotint.Contracts.Gallery;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Gallery;

/// <summary>GET /api/v1/gallery and /{id}: public pictures, for everybody.</summary>
static class ReadGallery
{
    const string SelectPage = $"""
        {GalleryRow.Select} and (i.created_at, i.id) < (@Time, @Id)
        order by i.created_at desc, i.id desc limit @Rows
        """;

    const string ById = $"{GalleryRow.Select} and i.id = @id";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/gallery", ListAsync).AnonymousByNature().Produces<Page<GalleryImage>>()
            .WithTags("Gallery").WithName("listGallery").WithSummary("Public pictures, newest first; no key is needed");
        routes.MapGet("/api/v1/gallery/{id:guid}", ReadAsync).AnonymousByNature().Produces<GalleryImage>()
            .WithTags("Gallery").WithName("readGalleryImage").WithSummary("One public picture; no key is needed");
    }

    static Task<IResult> ListAsync(
        [AsParameters] PageRequest page, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<GalleryRow, GalleryImage>(
            SelectPage, null,
            row => row.Position, row => row.Shown()), cancellation);

    static async Task<IResult> ReadAsync(
        Guid id, [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<GalleryRow>(
            new CommandDefinition(ById, new { id }, cancellationToken: cancellation)) is { } row
            ? TypedResults.Ok(row.Shown()) : Problem.NotFound("image");
    }
}
