namespace Mezzotint.Catalogue.Reading;

/// <summary>How many items a list has.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class ItemsAttribute(int least, int most) : Attribute
{
    public int Least => least;

    public int Most => most;

    public string Describe() =>
        least == 0 ? $"a list of up to {most:N0} items" : $"a list of {least:N0} to {most:N0} items";
}
