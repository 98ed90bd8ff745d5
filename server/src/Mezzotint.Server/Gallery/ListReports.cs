using Mezzotint.Contracts.Gallery;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Gallery;

/// <summary>GET /api/v1/admin/reports: what waits for the operator's word.</summary>
static class ListReports
{
    const string Select = """
        select r.id, r.image_id as ImageId, i.workspace_id as WorkspaceId, g.request ->> 'prompt' as Prompt, r.reason,
            r.user_id as UserId, r.created_at as CreatedAt
        from image_report r join image i on i.id = r.image_id join generation g on g.id = i.generation_id
        where r.closed_at is null and (r.created_at, r.id) < (@Time, @Id)
        order by r.created_at desc, r.id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/reports", RunAsync).Require(Scope.Admin).Produces<Page<Report>>()
            .WithTags("Gallery").WithSummary("Reports about public pictures that nobody answered yet, newest first");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<Row, Report>(
            Select, null,
            row => new Position(row.CreatedAt, row.Id), row => row.Shown()), cancellation);

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required Guid ImageId { get; init; }
        public required Guid WorkspaceId { get; init; }
        public required string Prompt { get; init; }
        public required string Reason { get; init; }
        public required Guid UserId { get; init; }
        public required DateTime CreatedAt { get; init; }

        public Report Shown() => new()
        {
            Id = Id,
            ImageId = ImageId,
            WorkspaceId = WorkspaceId,
            ImageUrl = $"/api/v1/gallery/{ImageId}/content",
            Prompt = Prompt,
            Reason = Reason,
            UserId = UserId,
            CreatedAt = CreatedAt,
        };
    }
}
