using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Mezzotint.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>
/// GET /api/v1/admin/registrations, POST .../{id}/approve and .../{id}/refuse: who waits is let in, or is not.
/// </summary>
sealed class DecideRegistrations(NpgsqlDataSource database, WorkspaceRemoval removal, Outbox outbox, AuditLog audit)
{
    const string Select = """
        select id, email, is_email_confirmed as IsEmailConfirmed, created_at as CreatedAt
        from app_user
        where state = 'waiting' and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    const string Approve = "update app_user set state = 'active' where id = @id and state = 'waiting' returning email";

    const string Lock = "select email from app_user where id = @id and state = 'waiting' for update";

    const string Delete = "delete from app_user where id = @id";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/v1/admin/registrations";
        routes.MapGet(path, ([AsParameters] PageRequest page, HttpContext context,
            [FromServices] DecideRegistrations slice) => slice.ListAsync(page, context))
            .Require(Scope.Admin).Produces<Page<WaitingPerson>>()
            .WithName("listRegistrations").WithTags("Administration")
            .WithSummary("Lists people who registered and wait to be let in, newest first.");
        routes.MapPost($"{path}/{{id:guid}}/approve", (Guid id, HttpContext context,
            [FromServices] DecideRegistrations slice) => slice.ApproveAsync(id, context))
            .Require(Scope.Admin).Produces(StatusCodes.Status204NoContent)
            .WithName("approveRegistration").WithTags("Administration")
            .WithSummary("Lets somebody in; a mail tells them.");
        routes.MapPost($"{path}/{{id:guid}}/refuse", (Guid id, HttpContext context,
            [FromServices] DecideRegistrations slice) => slice.RefuseAsync(id, context))
            .Require(Scope.Admin).Produces(StatusCodes.Status204NoContent)
            .WithName("refuseRegistration").WithTags("Administration")
            .WithSummary("Does not let somebody in, and deletes what they entered; a mail tells them.");
    }

    Task<IResult> ListAsync(PageRequest page, HttpContext context) =>
        page.AnswerAsync(database, new PageQuery<WaitingPerson, WaitingPerson>(
            Select, null,
            row => new Position(row.CreatedAt, row.Id), row => row), context.RequestAborted);

    async Task<IResult> ApproveAsync(Guid id, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var email = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Approve, new { id }, transaction, cancellationToken: cancellation));
        if (email is null)
            return Problem.NotFound("registration");
        await outbox.QueueAsync(transaction, Letters.LetIn(outbox, email), cancellation);
        await audit.WriteAsync(transaction, Entry(context, "registration.approved", id), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    async Task<IResult> RefuseAsync(Guid id, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var email = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Lock, new { id }, transaction, cancellationToken: cancellation));
        if (email is null)
            return Problem.NotFound("registration");
        await removal.RemovePersonalAsync(transaction, id, cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(Delete, new { id }, transaction, cancellationToken: cancellation));
        await outbox.QueueAsync(transaction, Letters.NotLetIn(outbox, email), cancellation);
        await audit.WriteAsync(transaction, Entry(context, "registration.refused", id), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
    /// <remarks>Without the address: what they entered is deleted, and entries never are.</remarks>
    static NewEntry Entry(HttpContext context, string action, Guid id) =>
        new(context.Caller().Actor, action, $"user:{id}", new { });
}
