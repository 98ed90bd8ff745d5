using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Documents;

/// <summary>The JSON Schema (draft 2020-12) that the records amount to.</summary>
static class CatalogueSchema
{
    static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Mezzotint catalogue",
        };
        foreach (var (key, value) in OfRecord(typeof(OfferCatalogue)).ToArray())
            schema[key] = value?.DeepClone();
        schema["$defs"] = new JsonObject(Records.All.Skip(1).Select(record =>
            KeyValuePair.Create(NameOf(record), (JsonNode?)OfRecord(record))));
        return schema.ToJsonString(Written) + "\n";
    }

    static JsonObject OfRecord(Type record)
    {
        var fields = Field.Of(record);
        var schema = new JsonObject
        {
            ["description"] = RecordDocumentation.Of(record),
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(fields.Select(field =>
                KeyValuePair.Create(field.Name, (JsonNode?)OfField(field)))),
        };
        if (fields.Any(field => field.IsRequired))
            schema["required"] = new JsonArray(
                [.. fields.Where(field => field.IsRequired).Select(field => JsonValue.Create(field.Name))]);
        return schema;
    }

    static JsonObject OfField(Field field)
    {
        var schema = new JsonObject { ["description"] = RecordDocumentation.Of(field.Property) };
        var value = OfValue(field);
        if (field.Items is { } items)
            value = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = items.Least,
                ["maxItems"] = items.Most,
                ["items"] = value,
            };
        foreach (var (key, node) in value.ToArray())
            schema[key] = node?.DeepClone();
        if (!field.IsRequired && FieldReference.DefaultOf(field) is { } standard)
            schema["default"] = standard.DeepClone();
        return schema;
    }

    static JsonObject OfValue(Field field) => field.Scalar switch
    {
        TextAttribute text => OfText(text),
        ReferenceAttribute => new JsonObject { ["type"] = "string" },
        WholeAttribute whole => OfNumber("integer", whole.Least, whole.Most),
        CreditsAttribute credits => OfNumber("number", credits.Least, credits.Most),
        LimitAttribute limit => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                OfNumber("integer", limit.Least, limit.Most), new JsonObject { ["const"] = LimitAttribute.Unlimited }),
        },
        _ when field.Type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when field.Type.IsEnum => new JsonObject
        {
            ["enum"] = new JsonArray([.. Field.Choices(field.Type).Keys.Select(word => JsonValue.Create(word))]),
        },
        _ => new JsonObject { ["$ref"] = $"#/$defs/{NameOf(field.Type)}" },
    };

    static JsonObject OfText(TextAttribute text)
    {
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = text.Least, ["maxLength"] = text.Most };
        if (text.Pattern is { } pattern)
            schema["pattern"] = pattern.Replace("\\z", "$", StringComparison.Ordinal);
        return schema;
    }

    static JsonObject OfNumber(string type, long least, long most) =>
        new() { ["type"] = type, ["minimum"] = least, ["maximum"] = most };

    static string NameOf(Type record) => JsonNamingPolicy.CamelCase.ConvertName(record.Name);
}
