namespace Mezzotint.Catalogue.Rules;

/// <summary>What the rules for images look at.</summary>
/// <param name="Catalogue">Where the plan is from.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Usage">What the workspace has had.</param>
/// <param name="Model">The request's model; null where the operation needs none.</param>
sealed record AskedImages(OfferCatalogue Catalogue, ImageRequest Request, Usage Usage, Model? Model);
