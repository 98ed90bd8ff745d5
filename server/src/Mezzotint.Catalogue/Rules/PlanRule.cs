namespace Mezzotint.Catalogue.Rules;

/// <summary>One thing that plans limit.</summary>
/// <typeparam name="T">What is judged.</typeparam>
/// <param name="Code">The refusal's code.</param>
/// <param name="Broken">What a plan's title is followed by where the plan does not have it; else null.</param>
/// <param name="IsMomentary">Whether waiting helps.</param>
sealed record PlanRule<T>(string Code, Func<Plan, T, string?> Broken, bool IsMomentary = false)
{
    /// <summary>The refusals of a plan, each with the cheapest plan that the same rule would let pass.</summary>
    public static IReadOnlyList<Refusal> Judge(
        OfferCatalogue catalogue, IEnumerable<PlanRule<T>> rules, Plan plan, T asked) =>
    [
        .. from rule in rules
           let broken = rule.Broken(plan, asked)
           where broken is not null
           let other = catalogue.Plans.FirstOrDefault(other => rule.Broken(other, asked) is null)
           select new Refusal(rule.Code,
               $"{plan.Title} {broken}." + (other is null ? "" : $" {other.Title} has it."), other?.Key,
               rule.IsMomentary),
    ];
}
