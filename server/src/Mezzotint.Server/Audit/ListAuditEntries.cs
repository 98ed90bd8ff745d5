using System.Text.Json;
using Mezzotint.Contracts.Administration;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Audit;

/// <summary>GET /api/v1/admin/audit-log: what admins did, newest first.</summary>
static class ListAuditEntries
{
    const string Select = """
        select id, actor, action, subject, details, created_at as CreatedAt from audit_entry
        where (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/admin/audit-log", RunAsync)
        .Require(Scope.Admin).Produces<Page<AuditEntry>>()
        .WithTags("Administration").WithSummary("List what admins did, newest first");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<Row, AuditEntry>(
            Select, null,
            row => new Position(row.CreatedAt, row.Id), row => new AuditEntry(
            row.Id, row.Actor, row.Action, row.Subject, JsonSerializer.Deserialize<JsonElement>(row.Details),
            row.CreatedAt)), cancellation);

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Actor { get; init; }
        public required string Action { get; init; }
        public required string Subject { get; init; }
        public required string Details { get; init; }
        public required DateTime CreatedAt { get; init; }
    }
}
