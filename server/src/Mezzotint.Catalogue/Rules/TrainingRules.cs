namespace Mezzotint.Catalogue.Rules;

/// <summary>What a plan says about a training.</summary>
static class TrainingRules
{
    const int WeeksOfYear = 52;
    const int MonthsOfYear = 12;

    public static Verdict Judge(OfferCatalogue catalogue, Plan plan, TrainingRequest request) =>
        Verdict.Of(PlanRule<TrainingRequest>.Judge(catalogue, RulesOf(plan), plan, request));

    /// <remarks>The allowance of another plan has it if it is larger by the year: its cycle may be another.</remarks>
    static IEnumerable<PlanRule<TrainingRequest>> RulesOf(Plan own) =>
    [
        new(RefusalCodes.TrainingNotInPlan, (plan, asked) =>
            HasAny(plan, asked) ? null : "does not include trainings"),
        new(RefusalCodes.TrainingImages, (plan, asked) =>
            !HasAny(own, asked) || HasAny(plan, asked) && asked.Images <= plan.Entitlements.TrainingImagesMax ? null
                : $"trains on at most {plan.Entitlements.TrainingImagesMax:N0} images, {asked.Images:N0} were given"),
        new(RefusalCodes.TrainingAllowance, (plan, asked) => own.TrainingsOf(asked.Billing) is not { } allowance ? null
            : plan == own ? Used(allowance, asked)
            : ByYear(plan.TrainingsOf(asked.Billing)) > ByYear(allowance) ? null : "has no more", IsMomentary: true),
    ];

    static bool HasAny(Plan plan, TrainingRequest asked) => plan.TrainingsOf(asked.Billing) is not null;

    static string? Used(TrainingAllowance allowance, TrainingRequest asked) =>
        asked.TrainingsThisCycle < allowance.Count ? null
            : $"has {allowance.Count:N0} trainings {CycleName(allowance.Cycle)}, all are used";

    static string CycleName(Cycle cycle) => cycle == Cycle.Once ? "in all" : $"a {cycle.ToString().ToLowerInvariant()}";

    static long ByYear(TrainingAllowance? allowance) => allowance is null ? 0 : allowance.Count * allowance.Cycle switch
    {
        Cycle.Week => WeeksOfYear,
        Cycle.Month => MonthsOfYear,
        _ => 1L,
    };
}
