using Mezzotint.Catalogue.Rules;
using Mezzotint.Ledger;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Generations;

/// <summary>Why a request is not taken, beside what the catalogue says, and how an answer says it.</summary>
static class GenerationRefusal
{
    const string PlanGoneCode = "plan_gone";
    const string ModelNotInKeyCode = "model_not_in_key";
    const string InsufficientCreditsCode = "insufficient_credits";
    const string KeyCapCode = "key_cap_reached";

    /// <summary>Some of what waits is done in a while: nobody knows better.</summary>
    const int WaitingSeconds = 10;

    public static Refusal PlanGone(Caller caller) => new(PlanGoneCode,
        $"This workspace has the plan '{caller.Plan}', which is offered no more: choose another.");

    public static Refusal ModelNotInKey(string model, string[] models) => new(ModelNotInKeyCode,
        $"This key may not use '{model}', only {string.Join(", ", models)}.");

    public static Refusal NoModel(string operation) => new(RefusalCodes.ModelUnknown,
        $"No model of this service does '{operation}': its operator adds one with 'mezzotint models add'.");

    public static Refusal InsufficientCredits(long cost, long available) => new(InsufficientCreditsCode,
        $"This costs {Generations.InCredits(cost)} credits, {Generations.InCredits(available)} are left.");

    public static Refusal KeyCap(long cost, long spent, long cap) => new(KeyCapCode,
        $"This costs {Generations.InCredits(cost)} credits; the key has spent {Generations.InCredits(spent)} of the "
        + $"{Generations.InCredits(cap)} that it may this month.");

    /// <param name="refusal">Why.</param>
    /// <param name="minuteSeconds">Seconds until there is room for another request in the minute.</param>
    /// <param name="now">The time, for limits of a day.</param>
    public static Problem Answer(Refusal refusal, int minuteSeconds, DateTimeOffset now) => new(refusal switch
    {
        { IsMomentary: true } => StatusCodes.Status429TooManyRequests,
        { Code: PlanGoneCode } => StatusCodes.Status409Conflict,
        { Code: ModelNotInKeyCode } or { Plan: not null } => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    }, refusal.Code, refusal.Sentence)
    {
        Members = refusal.Field is { } field ? new() { ["plan"] = refusal.Plan, ["field"] = field }
            : new() { ["plan"] = refusal.Plan },
        RetryAfterSeconds = !refusal.IsMomentary ? null : refusal.Code switch
        {
            RefusalCodes.RequestsPerMinute => minuteSeconds,
            RefusalCodes.DailyModelLimit => (int)(TimeSpan.FromDays(1) - now.UtcDateTime.TimeOfDay).TotalSeconds + 1,
            _ => WaitingSeconds,
        },
    };

    /// <summary>More would wait than the plan lets, as only the transaction can tell for sure.</summary>
    public static Problem TooManyWait(Catalogue.Plan plan) => new(StatusCodes.Status429TooManyRequests,
        RefusalCodes.WaitingJobs,
        $"{plan.Title} lets {plan.Entitlements.WaitingJobs} images wait: ask again when some are done.")
    {
        RetryAfterSeconds = WaitingSeconds,
    };

    /// <summary>What a hold that was not made means; null for one that was.</summary>
    public static Problem? Answer(HoldResult result, long cost, Caller caller) => result switch
    {
        HoldResult.InsufficientCredits left => Unpaid(InsufficientCredits(cost, left.AvailableMillicredits)) with
        {
            Members = new()
            {
                ["cost"] = Generations.InCredits(cost),
                ["balance"] = Generations.InCredits(left.AvailableMillicredits),
            },
        },
        HoldResult.ExceedsKeyCap key =>
            Unpaid(KeyCap(cost, key.SpentMillicredits, caller.SpendCapMillicredits!.Value)),
        _ => null,
    };

    static Problem Unpaid(Refusal refusal) =>
        new(StatusCodes.Status402PaymentRequired, refusal.Code, refusal.Sentence);
}
