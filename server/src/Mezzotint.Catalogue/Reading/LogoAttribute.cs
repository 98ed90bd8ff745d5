namespace Mezzotint.Catalogue.Reading;

/// <summary>A small picture as text.</summary>
sealed class LogoAttribute() : TextAttribute(1, 40_000)
{
    public override string Pattern => @"^data:image/(png|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}\z";

    public override string Describe() =>
        "a picture of at most 40,000 characters such as data:image/png;base64,iVBOR...";
}
