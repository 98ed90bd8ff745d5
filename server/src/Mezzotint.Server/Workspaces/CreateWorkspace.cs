using Dapper;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>POST /api/v1/workspaces: a workspace for several people.</summary>
/// <remarks>
/// It begins on the plan of newcomers but without its credits, and gets some with the plan that is chosen for it:
/// otherwise each further workspace would be a further gift.
/// </remarks>
sealed class CreateWorkspace(NpgsqlDataSource database, CurrentCatalogue catalogue, TimeProvider clock)
{
    const int OwnedMax = 20;

    // The lock of the person makes two requests wait for each other, so that they are counted.
    const string Lock = "select id from app_user where id = @userId for no key update";

    const string CountOwned = """
        select count(*) from membership m join workspace w on w.id = m.workspace_id
        where m.user_id = @userId and m.role = 'owner' and not w.is_personal
        """;

    const string Insert = """
        insert into workspace (id, name, is_personal, plan, renews_at) values (@id, @name, false, @plan, null)
        """;

    const string InsertOwner = """
        insert into membership (workspace_id, user_id, role) values (@id, @userId, 'owner')
        """;

    static readonly Problem TooMany = new(StatusCodes.Status409Conflict, "too_many_workspaces",
        $"A person owns at most {OwnedMax} workspaces: delete one, or hand one to somebody else.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/workspaces",
        (NameWorkspaceRequest request, HttpContext context, [FromServices] CreateWorkspace slice) =>
            slice.RunAsync(request, context))
        .RequireSession().Produces<Workspace>(StatusCodes.Status201Created).WithTags("Workspaces")
        .WithSummary("Makes a workspace for several people; who makes it owns it.");

    async Task<IResult> RunAsync(NameWorkspaceRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (WorkspaceName.Fault(request.Name) is { } fault)
            return fault;
        var row = new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()),
            name = request.Name,
            plan = catalogue.Value.Registration.Plan,
            userId,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(Command(Lock));
        if (await connection.ExecuteScalarAsync<long>(Command(CountOwned)) >= OwnedMax)
            return TooMany;
        await connection.ExecuteAsync(Command(Insert));
        await connection.ExecuteAsync(Command(InsertOwner));
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/workspaces/{row.id}",
            await ListWorkspaces.ReadAsync(connection, row.id, userId, cancellation));

        CommandDefinition Command(string sql) => new(sql, row, transaction, cancellationToken: cancellation);
    }
}
