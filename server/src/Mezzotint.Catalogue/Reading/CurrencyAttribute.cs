namespace Mezzotint.Catalogue.Reading;

/// <summary>A currency's three letters, ISO 4217.</summary>
sealed class CurrencyAttribute() : TextAttribute(3, 3)
{
    public override string Pattern => @"^[A-Z]{3}\z";

    public override string Describe() => "three capital letters such as EUR";
}
