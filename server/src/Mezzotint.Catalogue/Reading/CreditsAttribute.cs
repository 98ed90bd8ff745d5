using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>An amount of credits with up to three decimals; read as millicredits.</summary>
sealed class CreditsAttribute(long least, long most) : ScalarAttribute
{
    /// <summary>The least, in credits.</summary>
    public long Least => least;

    /// <summary>The most, in credits.</summary>
    public long Most => most;

    public override object? Read(JsonElement json, Place place)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            place.ReportType(json, Describe());
            return null;
        }
        var text = Credits.Read(json.GetRawText(), out var millicredits);
        if (text == CreditsText.Read && millicredits >= least * Credits.Millicredits
            && millicredits <= most * Credits.Millicredits)
            return millicredits;
        place.Report(CodeOf(text), $"{Place.Excerpt(json)} stands here; write {Describe()}.");
        return null;
    }

    public override string Describe() =>
        $"a number of credits from {least:N0} to {most:N0} with at most three decimals and no exponent";

    static string CodeOf(CreditsText text) => text switch
    {
        CreditsText.FinerThanThousandths => FaultCodes.FinerThanThousandths,
        CreditsText.NotDigits => FaultCodes.BadFormat,
        _ => FaultCodes.OutOfRange,
    };
}
