using Mezzotint.Catalogue;

namespace Mezzotint.Server.Catalogues;

/// <summary>The catalogue that holds now. It may change at any time: what belongs together reads it once.</summary>
/// <param name="catalogue">The one to begin with.</param>
/// <param name="branding">What this server is seen as, whatever the catalogue says; null for what it says.</param>
sealed class CurrentCatalogue(OfferCatalogue catalogue, Branding? branding = null)
{
    volatile OfferCatalogue _value = Branded(catalogue, branding);

    /// <summary>The catalogue.</summary>
    public OfferCatalogue Value => _value;

    /// <summary>From now on another one holds here.</summary>
    public void Replace(OfferCatalogue other) => _value = Branded(other, branding);

    static OfferCatalogue Branded(OfferCatalogue catalogue, Branding? branding) =>
        branding is null ? catalogue : catalogue with { Branding = branding };
}
