namespace Mezzotint.Catalogue.Reading;

/// <summary>The name by which others refer to an entry; each stands once in its list.</summary>
sealed class KeyAttribute() : TextAttribute(1, 60)
{
    public override string Pattern => @"^[a-z0-9][a-z0-9.-]*\z";

    public override string Describe() =>
        "a key of 1 to 60 small letters, digits, points and hyphens that begins with a letter or digit";
}
