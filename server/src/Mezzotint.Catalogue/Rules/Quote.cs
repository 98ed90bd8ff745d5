namespace Mezzotint.Catalogue.Rules;

/// <summary>What a request costs: <see cref="Priced"/>, or <see cref="Refused"/> where it has no price.</summary>
public abstract record Quote
{
    Quote()
    {
    }

    /// <summary>It has a price.</summary>
    /// <param name="Wallet">Key of the wallet that pays.</param>
    /// <param name="MillicreditsPerImage">The price of each result, charged when it is stored.</param>
    /// <param name="Count">Number of results.</param>
    public sealed record Priced(string Wallet, long MillicreditsPerImage, int Count) : Quote
    {
        /// <summary>The price of all results.</summary>
        public long Millicredits => MillicreditsPerImage * Count;
    }

    /// <summary>The catalogue does not offer it.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : Quote;
}
