namespace Mezzotint.Catalogue.Rules;

/// <summary>Whether the catalogue has what a request names, whatever the plan.</summary>
static class Availability
{
    /// <summary>Why it does not; null where it does.</summary>
    public static Refusal? Refuse(OfferCatalogue catalogue, ImageRequest request)
    {
        if (catalogue.FindOperation(request.Operation) is not { } operation)
            return new Refusal(RefusalCodes.OperationUnknown, $"There is no operation '{request.Operation}'; choose "
                + $"one of {string.Join(", ", catalogue.Operations.Select(known => known.Key))}.");
        if (!operation.Available)
            return new Refusal(RefusalCodes.OperationUnavailable,
                $"{operation.Title} is not available: {operation.Reason}");
        return request.Model is { } key ? RefuseModel(catalogue, operation, key) : null;
    }

    static Refusal? RefuseModel(OfferCatalogue catalogue, Operation operation, string key)
    {
        if (catalogue.FindModel(key) is not { } model)
            return new Refusal(RefusalCodes.ModelUnknown, $"There is no model '{key}'; choose one of "
                + $"{Usable(catalogue, operation)}.");
        if (!model.Available)
            return new Refusal(RefusalCodes.ModelUnavailable, $"{model.Title} is not available: {model.Reason}");
        return model.Does(operation.Work) ? null : NotDone(catalogue, operation, model);
    }

    static Refusal NotDone(OfferCatalogue catalogue, Operation operation, Model model) => new(RefusalCodes.NotPriced,
        $"{model.Title} does not do '{operation.Key}'; "
        + (Usable(catalogue, operation) is { Length: > 0 } others ? $"choose one of {others}."
            : "no model here does."));

    static string Usable(OfferCatalogue catalogue, Operation operation) => string.Join(", ", catalogue.Models
        .Where(known => known.Available && known.Does(operation.Work)).Select(known => known.Key));
}
