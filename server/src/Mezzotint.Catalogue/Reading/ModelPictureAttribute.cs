namespace Mezzotint.Catalogue.Reading;

/// <summary>A small WebP as text: whole groups of Base64 that begin as a WebP does.</summary>
sealed class ModelPictureAttribute() : TextAttribute(1, 40_000)
{
    public override string Pattern =>
        @"^data:image/webp;base64,UklGR(?=(?:.{4})*.{3}\z)[A-Za-z0-9+/]+={0,2}\z";

    public override string Describe() =>
        "a WebP of at most 40,000 characters such as data:image/webp;base64,UklGR...";
}
