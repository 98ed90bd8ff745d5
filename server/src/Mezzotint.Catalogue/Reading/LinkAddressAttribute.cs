namespace Mezzotint.Catalogue.Reading;

/// <summary>Where a link leads.</summary>
sealed class LinkAddressAttribute() : TextAttribute(1, 500)
{
    public override string Pattern => @"^(https?://[^/\s]+|mailto:[^@\s]+@|/(?!/))\S*\z";

    public override string Describe() =>
        "an address such as https://example.com/terms, mailto:help@example.com or /gallery";
}
