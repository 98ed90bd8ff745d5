using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Ledger;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>POST /api/v1/estimates: what a request costs, why it would be refused, when it would start.</summary>
sealed class EstimateGeneration(NpgsqlDataSource database, Appraisals appraisals, Placements placements)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/estimates",
        (CreateGenerationRequest request, HttpContext context, [FromServices] EstimateGeneration slice,
            CancellationToken cancellation) => slice.RunAsync(request, context.Caller(), cancellation))
        .Require(Scope.Generate).Produces<Estimate>()
        .WithTags("Generations").WithSummary("Ask what a request would cost, and whether and when it would start")
        .WithDescription("Takes the body of a generation and changes nothing.");

    async Task<IResult> RunAsync(CreateGenerationRequest request, Caller caller, CancellationToken cancellation)
    {
        if (GenerationWish.Check(request) is { } fault)
            return fault;
        var (appraisal, missing) = await appraisals.OfAsync(request, caller, cancellation);
        if (appraisal is null)
            return missing!;
        var refusals = appraisal.Refusals.ToList();
        var balance = appraisal.Price is { } price
            ? await PayAsync(price, caller, refusals, cancellation) : (decimal?)null;
        var placement = appraisal is { Plan: { } plan, Price: not null, Wish.Model: { } model }
            ? await placements.OfNextAsync(
                caller.WorkspaceId, (int)plan.SpeedClassOf(null), model, cancellation)
            : default;
        return TypedResults.Ok(new Estimate
        {
            IsAccepted = refusals.Count == 0,
            Refusals = [.. refusals.Select(refusal =>
                new EstimateRefusal(refusal.Code, refusal.Sentence, refusal.Plan, refusal.IsMomentary)
                {
                    Field = refusal.Field,
                })],
            CostPerImage = appraisal.Price is { } one ? Generations.InCredits(one.MillicreditsPerImage) : null,
            Cost = appraisal.Price is { } all ? Generations.InCredits(all.Millicredits) : null,
            Wallet = appraisal.Price?.Wallet,
            Balance = balance,
            Position = placement.Position,
            EstimatedStartAt = placement.StartAt,
        });
    }

    /// <summary>What the wallet has; adds what stands against paying.</summary>
    async Task<decimal> PayAsync(
        Quote.Priced price, Caller caller, List<Refusal> refusals, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var available = (await Balances.OfAsync(connection, caller.WorkspaceId, cancellation))
            .FirstOrDefault(balance => balance.Wallet == price.Wallet)?.AvailableMillicredits ?? 0;
        if (available < price.Millicredits)
            refusals.Add(GenerationRefusal.InsufficientCredits(price.Millicredits, available));
        if (caller is { ApiKeyId: { } key, SpendCapMillicredits: { } cap }
            && await KeySpending.ThisMonthAsync(connection, key, cancellation) is var spent
            && spent + price.Millicredits > cap)
            refusals.Add(GenerationRefusal.KeyCap(price.Millicredits, spent, cap));
        return Generations.InCredits(available);
    }
}
