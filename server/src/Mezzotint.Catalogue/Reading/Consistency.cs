namespace Mezzotint.Catalogue.Reading;

/// <summary>What a catalogue's fields must say together. References by key are checked where they are read.</summary>
static class Consistency
{
    public static IEnumerable<Fault> Check(OfferCatalogue catalogue) =>
    [
        .. catalogue.Plans.Index().SelectMany(plan => CheckPlan(catalogue, plan.Item, $"$.plans[{plan.Index}]")),
        .. catalogue.Models.Index().SelectMany(model => CheckModel(model.Item, $"$.models[{model.Index}]")),
        .. catalogue.AddOns.Index().SelectMany(addOn =>
            CheckReason(addOn.Item.Available, addOn.Item.Reason, $"$.addOns[{addOn.Index}]")),
        .. catalogue.Operations.Index().SelectMany(operation =>
            CheckReason(operation.Item.Available, operation.Item.Reason, $"$.operations[{operation.Index}]")),
        .. PriceCoverage.Check(catalogue),
    ];

    static IEnumerable<Fault> CheckPlan(OfferCatalogue catalogue, Plan plan, string path)
    {
        var billings = plan.Billings.Select(billing => billing.Key).ToArray();
        var trainings = plan.Entitlements.Trainings;
        return
        [
            .. CheckBillings(billings, plan.Grants.Select(grant => grant.Billing), $"{path}.grants"),
            .. CheckBillings(billings, trainings.Select(way => way.Billing), $"{path}.entitlements.trainings"),
            .. CheckTwins(trainings.Select(way => way.Billing), $"{path}.entitlements.trainings", "billing"),
            .. CheckAccess(catalogue, plan, $"{path}.entitlements.models"),
        ];
    }

    static IEnumerable<Fault> CheckBillings(string[] known, IEnumerable<string?> used, string path) =>
        from billing in used.Index()
        where billing.Item is not null && !known.Contains(billing.Item)
        select new Fault($"{path}[{billing.Index}].billing", FaultCodes.UnknownBilling,
            $"The plan has no billing '{billing.Item}'; name one of its billings"
            + $" ({string.Join(", ", known)}), or add it there.");

    static IEnumerable<Fault> CheckAccess(OfferCatalogue catalogue, Plan plan, string path)
    {
        var entries = plan.Entitlements.Models;
        var silent = catalogue.Tags.Select(tag => tag.Key).Except(entries.Select(entry => entry.Tag));
        return
        [
            .. CheckTwins(entries.Select(entry => entry.Tag), path, "tag"),
            .. from tag in silent
               where tag.Length > 0
               select new Fault(path, FaultCodes.TagNotCovered,
                   $"Nothing is said about the tag '{tag}'; add whether its models are allowed, limited or denied."),
            .. from entry in entries.Index()
               where (entry.Item.Access == Access.Limited) != entry.Item.PerDay is not null
               select new Fault($"{path}[{entry.Index}].perDay", FaultCodes.PerDayMismatch,
                   entry.Item.Access == Access.Limited
                       ? "Access is limited, and no number says to how many images a day; add it."
                       : "A number of images a day stands here, and access is not limited; remove one."),
        ];
    }

    static IEnumerable<Fault> CheckTwins(IEnumerable<string?> values, string path, string field) =>
        from twins in values.Index().GroupBy(value => value.Item ?? "")
        from twin in twins.Skip(1)
        select new Fault($"{path}[{twin.Index}].{field}", FaultCodes.DuplicateEntry,
            $"An entry above says this about the same {field} already; keep one.");

    static IEnumerable<Fault> CheckModel(Model model, string path)
    {
        if (model.Available && model.Engine == Engine.BuiltIn && model.Checkpoint is null)
            yield return new Fault($"{path}.checkpoint", FaultCodes.CheckpointMissing,
                "The model is available and nothing says where its weights are; name a checkpoint, or say"
                + " \"available\": false.");
        if (model.Factor is null == (model.Kind == ModelKind.Upscaler))
            yield return new Fault($"{path}.factor", FaultCodes.FactorMismatch, model.Factor is null
                ? "An upscaler, and no number says how many times larger it makes pictures; add it."
                : "A number of times stands here, and the model is no upscaler; remove one.");
        foreach (var fault in CheckReason(model.Available, model.Reason, path))
            yield return fault;
    }

    static IEnumerable<Fault> CheckReason(bool isAvailable, string? reason, string path)
    {
        if (!isAvailable && reason is null)
            yield return new Fault($"{path}.reason", FaultCodes.ReasonMissing,
                "It is not available, and people are not told why; add the reason.");
    }
}
