namespace Mezzotint.Catalogue.Rules;

/// <summary>What the catalogue and a plan say about the add-ons of a request.</summary>
static class AddOnRules
{
    /// <summary>Names that a refusal lists at most.</summary>
    const int NamedMost = 20;

    public static IEnumerable<Refusal> Judge(OfferCatalogue catalogue, Plan plan, ImageRequest request)
    {
        var model = request.Model is { } key ? catalogue.FindModel(key) : null;
        return request.AddOns.Select(asked => Refuse(catalogue, plan, model, asked)).OfType<Refusal>();
    }

    static Refusal? Refuse(OfferCatalogue catalogue, Plan plan, Model? model, AskedAddOn asked)
    {
        if (catalogue.FindAddOn(asked.Kind, asked.Key) is not { } addOn)
            return new Refusal(RefusalCodes.AddOnUnknown,
                $"There is no {Word(asked.Kind)} '{asked.Key}'{Others(catalogue, plan, asked.Kind)}.")
            {
                Field = asked.Field,
            };
        if (!addOn.Available)
            return new Refusal(RefusalCodes.AddOnUnavailable, $"{addOn.Title} is not available: {addOn.Reason}")
            {
                Field = asked.Field,
            };
        if (!plan.Includes(addOn))
            return NotInPlan(catalogue.Plans.FirstOrDefault(other => other.Includes(addOn)), plan, addOn, asked.Field);
        return model is null || Families.Fit(addOn.Family, model.Family) ? null
            : new Refusal(RefusalCodes.AddOnFamily,
                $"{addOn.Title} was made for {addOn.Family}, {model.Title} is {model.Family}: choose another of them.")
            {
                Field = asked.Field,
            };
    }

    static Refusal NotInPlan(Plan? other, Plan plan, AddOn addOn, string field) => new(RefusalCodes.AddOnNotInPlan,
        $"{plan.Title} does not include {addOn.Title}." + (other is null ? "" : $" {other.Title} has it."), other?.Key)
    {
        Field = field,
    };

    static string Others(OfferCatalogue catalogue, Plan plan, AddOnKind kind)
    {
        var keys = catalogue.AddOns.Where(other => other.Kind == kind && other.Available && plan.Includes(other))
            .Select(other => other.Key).Take(NamedMost + 1).ToArray();
        return keys.Length == 0 ? ""
            : $"; choose one of {string.Join(", ", keys.Take(NamedMost))}"
                + (keys.Length > NamedMost ? " and more" : "");
    }

    static string Word(AddOnKind kind) => kind switch
    {
        AddOnKind.Lora => "LoRA",
        AddOnKind.Embedding => "embedding",
        _ => "ControlNet",
    };
}
