using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>The key of an entry elsewhere in the catalogue.</summary>
sealed class ReferenceAttribute(Type target) : ScalarAttribute
{
    /// <summary>The record whose key it is.</summary>
    public Type Target => target;

    public override object? Read(JsonElement json, Place place)
    {
        if (json.ValueKind != JsonValueKind.String || Utf8.TextOf(json) is not { } key)
        {
            place.ReportType(json, Describe());
            return null;
        }
        place.Findings.AddReference(place, target, key);
        return key;
    }

    public override string Describe() => $"the key of one of the {target.Name.ToLowerInvariant()}s";
}
