using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>A whole number, or "unlimited".</summary>
sealed class LimitAttribute(long least, long most) : ScalarAttribute
{
    public const string Unlimited = "unlimited";

    readonly WholeAttribute _number = new(least, most);

    public long Least => least;

    public long Most => most;

    public override object? Read(JsonElement json, Place place)
    {
        if (json.ValueKind == JsonValueKind.Number)
            return _number.Read(json, place) is long number ? new Limit(number) : null;
        if (json.ValueKind == JsonValueKind.String && Utf8.TextOf(json) == Unlimited)
            return Limit.Unlimited;
        place.ReportType(json, Describe());
        return null;
    }

    public override string Describe() => $"{_number.Describe()}, or \"{Unlimited}\"";
}
