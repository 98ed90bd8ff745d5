using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>PATCH /api/v1/images/{id}: into the gallery or out of it, where the plan lets the owner choose.</summary>
static class PublishImage
{
    const string Publish = """
        update image set is_public = @isPublic where id = @id and workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/images/{id:guid}", RunAsync).Require(Scope.Manage).Produces<Image>()
            .WithTags("Images").WithSummary("Puts a picture into the gallery, or takes it out");

    static async Task<IResult> RunAsync(
        Guid id, ImageChange change, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] CurrentCatalogue catalogue)
    {
        var (caller, cancellation) = (context.Caller(), context.RequestAborted);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await Images.FindAsync(connection, caller.WorkspaceId, id, cancellation) is not { } image)
            return Problem.NotFound("image");
        if (change.IsPublic is not { } isPublic)
            return TypedResults.Ok(image.Shown());
        if (catalogue.Value.FindPlan(caller.Plan) is not { } plan)
            return Problem.PlanGone;
        var wanted = isPublic ? Visibility.Public : Visibility.Private;
        if (catalogue.Value.AllowsVisibility(plan, wanted) is Verdict.Refused { First: var refusal })
            return Problem.NotInPlan(refusal);
        await connection.ExecuteAsync(new CommandDefinition(
            Publish, new { id, caller.WorkspaceId, isPublic }, cancellationToken: cancellation));
        return TypedResults.Ok((image with { IsPublic = isPublic }).Shown());
    }
}
