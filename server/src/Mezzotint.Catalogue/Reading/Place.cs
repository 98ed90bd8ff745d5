using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>A place in the text that is being read, where faults can be reported.</summary>
/// <param name="Path">Its JSON path.</param>
/// <param name="Findings">What was found so far.</param>
readonly record struct Place(string Path, Findings Findings)
{
    const int ExcerptLength = 40;

    /// <summary>The place of a field.</summary>
    public Place Of(string field) => this with { Path = $"{Path}.{Shorten(field)}" };

    /// <summary>The place of an item.</summary>
    public Place At(int index) => this with { Path = $"{Path}[{index}]" };

    /// <summary>Reports a fault here.</summary>
    public void Report(string code, string message) => Findings.Faults.Add(new Fault(Path, code, message));

    /// <summary>Reports a value of another type.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="needed">What should.</param>
    public void ReportType(JsonElement json, string needed) =>
        Report(FaultCodes.WrongType, $"{Excerpt(json)} stands here; write {needed}.");

    /// <summary>The beginning of a value, as it is written.</summary>
    public static string Excerpt(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "An object",
        JsonValueKind.Array => "A list",
        JsonValueKind.String => $"The text {Shorten(Utf8.RawOf(json))}",
        _ => Shorten(Utf8.RawOf(json)),
    };

    static string Shorten(string text) => text.Length <= ExcerptLength ? text : text[..ExcerptLength] + "...";
}
