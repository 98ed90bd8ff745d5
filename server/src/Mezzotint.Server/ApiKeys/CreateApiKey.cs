using Dapper;
using Mezzotint.Contracts.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Mezzotint.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.ApiKeys;

/// <summary>POST /api/v1/api-keys: a key, whose text is shown this once.</summary>
sealed class CreateApiKey(NpgsqlDataSource database, CurrentCatalogue catalogue, TimeProvider clock)
{
    const int ModelsMax = 100;
    const decimal SpendCapMax = 100_000_000;

    const string Select = $"select {ApiKeyRow.Columns} from api_key where id = @id";

    static readonly string[] AllScopes = [.. Enum.GetValues<Scope>().Select(ApiKeys.Name)];

    // Two keys with its cap, or one without, would give more than it has.
    static readonly Problem RestrictedKey = new(StatusCodes.Status403Forbidden, "restricted_key",
        "A key with a spend cap, an expiry or chosen models makes no keys: use another, or log in.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/api-keys",
        (CreateApiKeyRequest request, HttpContext context, [FromServices] CreateApiKey slice) =>
            slice.RunAsync(request, context))
        .Require(Scope.Manage).Produces<CreatedApiKey>(StatusCodes.Status201Created).WithTags("API keys")
        .WithSummary("Makes a key of the workspace; its text is shown only in this answer.");

    async Task<IResult> RunAsync(CreateApiKeyRequest request, HttpContext context)
    {
        var (cancellation, caller) = (context.RequestAborted, context.Caller());
        if (Fault(request) is { } fault)
            return fault;
        if (ApiAccess.Refuse(catalogue.Value, caller.Plan) is { } refusal)
            return refusal;
        if (caller.SpendCapMillicredits is not null || caller.ExpiresAt is not null || caller.Models is not null)
            return RestrictedKey;
        var scopes = request.Scopes.Distinct().Select(name => Enum.Parse<Scope>(name, ignoreCase: true)).ToArray();
        foreach (var scope in scopes)
            if (!MayGive(caller, scope))
                return Problem.MissingScope(ApiKeys.Name(scope));
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var wish = new NewApiKey(caller.WorkspaceId, caller.UserId, request.Name, scopes)
        {
            Models = request.Models is { } models ? [.. models.Distinct()] : null,
            SpendCapMillicredits = (long?)(request.SpendCap * Catalogue.Credits.Millicredits),
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        var token = await ApiKeys.CreateAsync(transaction, id, wish, cancellation);
        var row = await connection.QuerySingleAsync<ApiKeyRow>(
            new CommandDefinition(Select, new { id }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/api-keys/{id}", new CreatedApiKey(token.Text, row.ToContract(0)));
    }

    /// <summary>No more than the maker has; workers are the business of those who run the service.</summary>
    static bool MayGive(Caller maker, Scope scope) =>
        maker.Has(scope) || scope == Scope.Worker && maker.Has(Scope.Admin);

    Problem? Fault(CreateApiKeyRequest request)
    {
        if (WorkspaceName.Fault(request.Name) is { } fault)
            return fault;
        if (request.Scopes is not { Count: > 0 } || request.Scopes.Any(scope => !AllScopes.Contains(scope)))
            return Problem.BadRequest("scopes", $"'scopes' holds at least one of {string.Join(", ", AllScopes)}.");
        if (request.ExpiresAt <= clock.GetUtcNow())
            return Problem.BadRequest("expiresAt", "'expiresAt' is over: choose a time to come, or leave it out.");
        if (request.SpendCap is { } cap && (cap is < 0 or > SpendCapMax
            || cap * Catalogue.Credits.Millicredits % 1 != 0))
            return Problem.BadRequest("spendCap",
                $"'spendCap' is {cap} credits: choose 0 to {SpendCapMax:N0}, with at most three decimals.");
        if (request.Models is { } models && models.Count is 0 or > ModelsMax)
            return Problem.BadRequest("models", $"'models' holds 1 to {ModelsMax} keys of models.");
        var offer = catalogue.Value;
        var unknown = request.Models?.FirstOrDefault(model => model is null || offer.FindModel(model) is null);
        return unknown is null ? null : Problem.BadRequest("models", $"'models': there is no model '{unknown}'.");
    }
}
