using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mezzotint.Catalogue.Tests.Documents;

/// <summary>The summaries of the catalogue's records, as the compiler wrote them out.</summary>
static partial class RecordDocumentation
{
    static readonly Lazy<Dictionary<string, string>> Summaries = new(() => XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Mezzotint.Catalogue.xml"))
        .Descendants("member")
        .ToDictionary(
            member => member.Attribute("name")!.Value,
            member => Spaces().Replace(member.Element("summary")?.Value ?? "", " ").Trim()));

    public static string Of(Type type) => Summaries.Value[$"T:{type.FullName}"];

    public static string Of(System.Reflection.PropertyInfo property) =>
        Summaries.Value[$"P:{property.DeclaringType!.FullName}.{property.Name}"];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
