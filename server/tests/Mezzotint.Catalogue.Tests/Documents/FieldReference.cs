using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Documents;

/// <summary>The tables of the operator's reference that the records amount to.</summary>
static class FieldReference
{
    public static string Print()
    {
        var text = new StringBuilder();
        foreach (var record in Records.All)
        {
            text.Append($"\n### {TitleOf(record)}\n\n{RecordDocumentation.Of(record)}\n\n");
            text.Append("| field | takes | without it | means |\n|---|---|---|---|\n");
            foreach (var field in Field.Of(record))
                text.Append($"| `{field.Name}` | {Takes(field)} | {Without(field)} | ")
                    .Append($"{RecordDocumentation.Of(field.Property)} |\n");
        }
        return text.ToString();
    }

    /// <summary>What a field is where it is left out; null where it is nothing.</summary>
    public static JsonNode? DefaultOf(Field field) =>
        field.Property.GetValue(Activator.CreateInstance(field.Property.DeclaringType!)) switch
        {
            bool flag => flag,
            int number => number,
            long number => field.Scalar is CreditsAttribute ? number / Credits.Millicredits : number,
            string text => text,
            Limit { Most: { } most } => most,
            Limit => LimitAttribute.Unlimited,
            Enum choice => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()),
            _ => null,
        };

    static string Takes(Field field)
    {
        var value = field.Scalar?.Describe()
            ?? (field.Type == typeof(bool) ? "true or false"
                : field.Type.IsEnum ? $"one of {string.Join(", ", Field.Choices(field.Type).Keys)}"
                : $"[{field.Type.Name}]({Anchor(field.Type)})");
        return field.Items is { } items ? $"{items.Describe()}, each {value}" : value;
    }

    static string Without(Field field) =>
        field.IsRequired ? "**required**"
        : DefaultOf(field)?.ToString() is { } text ? $"`{text}`"
        : field.Items is null && Records.IsRecord(field) ? "its defaults"
        : "nothing";

    static string TitleOf(Type record) => record == typeof(OfferCatalogue) ? "The whole file" : record.Name;

    static string Anchor(Type record) => $"#{record.Name.ToLowerInvariant()}";
}
