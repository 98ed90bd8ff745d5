namespace Mezzotint.Catalogue.Rules;

/// <summary>What a plan says about members.</summary>
static class MemberRules
{
    static readonly PlanRule<int>[] Rules =
    [
        new(RefusalCodes.Seats, (plan, members) => plan.Entitlements.Seats.Allows(members + 1L) ? null
            : $"has {plan.Entitlements.Seats} seats, {members:N0} are taken"),
    ];

    public static Verdict Judge(OfferCatalogue catalogue, Plan plan, int members) =>
        Verdict.Of(PlanRule<int>.Judge(catalogue, Rules, plan, members));
}
