namespace Mezzotint.Catalogue.Rules;

/// <summary>What a plan says about pictures, whether they are asked for or there already.</summary>
static class PictureRules
{
    static readonly PlanRule<Visibility>[] Visibilities = [new(RefusalCodes.VisibilityNotInPlan, Seen)];

    static readonly PlanRule<long>[] Rooms = [new(RefusalCodes.StorageFull, Room)];

    public static Verdict JudgeVisibility(OfferCatalogue catalogue, Plan plan, Visibility wanted) =>
        Verdict.Of(PlanRule<Visibility>.Judge(catalogue, Visibilities, plan, wanted));

    public static Verdict JudgeStorage(OfferCatalogue catalogue, Plan plan, long storedBytes) =>
        Verdict.Of(PlanRule<long>.Judge(catalogue, Rooms, plan, storedBytes));

    /// <summary>Public and private are for the whole plan; chosen is either.</summary>
    public static string? Seen(Plan plan, Visibility wanted) =>
        plan.Entitlements.Visibility is var has && (has == Visibility.Chosen || has == wanted) ? null
            : $"keeps all results {Word(has)}, {Word(wanted)} ones were asked for";

    /// <summary>The last picture may go past the limit; after it there is no room.</summary>
    public static string? Room(Plan plan, long storedBytes) =>
        plan.Entitlements.StorageBytes is { Most: { } most } && storedBytes >= most
            ? $"keeps {most:N0} bytes of pictures, {storedBytes:N0} are used: delete some" : null;

    static string Word(Visibility visibility) => visibility.ToString().ToLowerInvariant();
}
