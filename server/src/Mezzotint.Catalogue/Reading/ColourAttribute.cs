namespace Mezzotint.Catalogue.Reading;

/// <summary>A colour.</summary>
sealed class ColourAttribute() : TextAttribute(7, 7)
{
    public override string Pattern => @"^#[0-9a-fA-F]{6}\z";

    public override string Describe() => "a colour such as #c9a227";
}
