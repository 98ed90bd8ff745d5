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
                + $"{string.Join(", ", catalogue.Models.Where(known => known.Available).Select(known => known.Key))}.");
        if (!model.Available)
            return new Refusal(RefusalCodes.ModelUnavailable, $"{model.Title} is not available: {model.Reason}");
        return null;
    }
}
