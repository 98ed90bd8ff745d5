using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>A text of limited length.</summary>
class TextAttribute(int least, int most) : ScalarAttribute
{
    public int Least => least;

    public int Most => most;

    /// <summary>What it must match, as .NET and JSON Schema both read it; any text without it.</summary>
    public virtual string? Pattern => null;

    public override object? Read(JsonElement json, Place place)
    {
        if (json.ValueKind != JsonValueKind.String || Utf8.TextOf(json) is not { } text)
            place.ReportType(json, Describe());
        else if (text.Length < least || text.Length > most)
            place.Report(FaultCodes.OutOfRange, $"The text has {text.Length:N0} characters; write {Describe()}.");
        else if (Pattern is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(text, pattern))
            place.Report(FaultCodes.BadFormat, $"{Place.Excerpt(json)} stands here; write {Describe()}.");
        else
            return text;
        return null;
    }

    public override string Describe() =>
        least == most ? $"a text of {most:N0} characters" : $"a text of {least:N0} to {most:N0} characters";
}
