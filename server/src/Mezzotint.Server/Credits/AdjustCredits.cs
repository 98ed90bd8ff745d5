using Mezzotint.Contracts.Administration;
using Mezzotint.Ledger;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.OpenApi;
using Mezzotint.Server.Plans;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>POST /api/v1/admin/credits: an admin adds to a wallet or takes from it, and says why.</summary>
sealed class AdjustCredits(NpgsqlDataSource database, CurrentCatalogue catalogue, AuditLog audit, TimeProvider clock)
{
    const decimal CreditsMax = 100_000_000;
    const int ReasonLengthMax = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/admin/credits",
        (AdjustCreditsRequest request, HttpContext context, [FromServices] AdjustCredits slice) =>
            slice.RunAsync(request, context))
        .Require(Scope.Admin).Produces<AdjustedCredits>()
        .WithHeader("Idempotency-Key", "Repeats with the same text adjust once.")
        .WithTags("Administration").WithSummary("Add credits to a wallet, or take some");

    async Task<IResult> RunAsync(AdjustCreditsRequest request, HttpContext context)
    {
        if (Check(request) is { } fault)
            return fault;
        var (cancellation, actor) = (context.RequestAborted, context.Caller().Actor);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await SubscriptionRow.FindAsync(connection, request.WorkspaceId, cancellation) is null)
            return Problem.NotFound("workspace");
        var adjustment = Adjustment(request, actor, context.Request.Headers["Idempotency-Key"].ToString());
        var result = await Adjustments.AdjustAsync(connection, transaction, adjustment, cancellation);
        if (Refusal(result) is { } refusal)
            return refusal;
        if (result is AdjustResult.Adjusted)
            await audit.WriteAsync(transaction, new NewEntry(actor, "credits.adjusted",
                $"workspace:{request.WorkspaceId}",
                new { request.Wallet, request.Credits, request.ExpiresAt, request.Reason }), cancellation);
        await transaction.CommitAsync(cancellation);
        var balance = (await Balances.OfAsync(connection, request.WorkspaceId, cancellation))
            .FirstOrDefault(balance => balance.Wallet == request.Wallet);
        return TypedResults.Ok(new AdjustedCredits(request.Wallet,
            Generations.Generations.InCredits(balance?.AvailableMillicredits ?? 0),
            Generations.Generations.InCredits(balance?.HeldMillicredits ?? 0)));
    }

    Problem? Check(AdjustCreditsRequest request)
    {
        if (catalogue.Value.FindWallet(request.Wallet) is null)
            return Problem.BadRequest("wallet", $"There is no wallet '{request.Wallet}': choose "
                + $"{string.Join(", ", catalogue.Value.Wallets.Select(wallet => wallet.Key))}.");
        if (request.Credits == 0 || Math.Abs(request.Credits) > CreditsMax)
            return Problem.BadRequest("credits",
                $"credits is {request.Credits}: give a number up to {CreditsMax:N0}, negative to take, not 0.");
        if (decimal.Round(request.Credits, 3) != request.Credits)
            return Problem.BadRequest("credits", $"credits is {request.Credits}: give at most three decimals.");
        if (request.ExpiresAt <= clock.GetUtcNow() || request is { ExpiresAt: not null, Credits: < 0 })
            return Problem.BadRequest("expiresAt", "expiresAt is for credits that are added, and in the future.");
        return request.Reason.Trim().Length is 0 or > ReasonLengthMax
            ? Problem.BadRequest("reason",
                $"The reason has {request.Reason.Trim().Length} characters: give 1 to {ReasonLengthMax}.")
            : null;
    }

    Adjustment Adjustment(AdjustCreditsRequest request, string actor, string key)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new Adjustment
        {
            Id = id,
            IdempotencyKey = $"admin:{(key.Length > 0 ? key : id)}",
            WorkspaceId = request.WorkspaceId,
            Wallet = request.Wallet,
            AmountMillicredits = Generations.Generations.InMillicredits(request.Credits),
            ExpiresAt = request.ExpiresAt,
            Cause = new Cause(request.Reason.Trim(), actor),
        };
    }

    static Problem? Refusal(AdjustResult result) => result switch
    {
        AdjustResult.InsufficientCredits left => new Problem(StatusCodes.Status402PaymentRequired,
            "insufficient_credits", "Only "
            + $"{Generations.Generations.InCredits(left.AvailableMillicredits)} credits can be taken.")
        {
            Members = { ["balance"] = Generations.Generations.InCredits(left.AvailableMillicredits) },
        },
        AdjustResult.IdempotencyConflict => new Problem(StatusCodes.Status409Conflict, "idempotency_conflict",
            "This Idempotency-Key was used for another adjustment: use a new one."),
        _ => null,
    };
}
