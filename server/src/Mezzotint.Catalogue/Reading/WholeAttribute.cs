using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>A whole number.</summary>
sealed class WholeAttribute(long least, long most) : ScalarAttribute
{
    public long Least => least;

    public long Most => most;

    public override object? Read(JsonElement json, Place place)
    {
        if (json.ValueKind != JsonValueKind.Number)
            place.ReportType(json, Describe());
        else if (!json.TryGetInt64(out var number) || number < least || number > most)
            place.Report(FaultCodes.OutOfRange, $"{Place.Excerpt(json)} stands here; write {Describe()}.");
        else
            return number;
        return null;
    }

    public override string Describe() => $"a whole number from {least:N0} to {most:N0}";
}
