using System.Text.Json;

namespace Mezzotint.Catalogue.Reading;

/// <summary>Reads JSON into records, field by field, and goes on after a fault to find them all.</summary>
static class CatalogueReader
{
    const int MaxDepth = 16;
    const string Root = "$";

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a text and checks what each field and reference says, and then what they say together.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="check">Faults that only the whole shows. What it is given may lack what is faulty, never null.
    /// </param>
    public static ParseResult<T> Read<T>(ReadOnlyMemory<byte> json, Func<T, IEnumerable<Fault>> check)
    {
        if (json.Length > OfferCatalogue.MaxBytes)
            return Faulty<T>(FaultCodes.TooLarge, $"The file has {json.Length:N0} bytes; at most "
                + $"{OfferCatalogue.MaxBytes:N0} are read.");
        if (json.Span.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement, check);
        }
        catch (JsonException fault)
        {
            return Faulty<T>(FaultCodes.NotJson, $"The text is no JSON from line {fault.LineNumber + 1}, byte "
                + $"{fault.BytePositionInLine + 1} on; mend it there: {fault.Message}");
        }
    }

    static ParseResult<T> Read<T>(JsonElement json, Func<T, IEnumerable<Fault>> check)
    {
        var findings = new Findings();
        var value = (T)(ReadRecord(json, typeof(T), new Place(Root, findings)) ?? Blank(typeof(T)));
        findings.CheckReferences();
        // A fault of the whole is left out where what it speaks of is faulty itself.
        var broken = findings.Faults.Select(fault => fault.Path).ToHashSet();
        findings.Faults.AddRange(check(value).Where(fault => !broken.Any(path => IsAtOrIn(fault.Path, path))));
        return findings.Faults.Count == 0
            ? new ParseResult<T>.Parsed(value)
            : new ParseResult<T>.Faulty(findings.Faults);
    }

    static ParseResult<T>.Faulty Faulty<T>(string code, string message) => new([new Fault(Root, code, message)]);

    static bool IsAtOrIn(string path, string outer) => path.StartsWith(outer, StringComparison.Ordinal)
        && (path.Length == outer.Length || path[outer.Length] is '.' or '[');

    static object? ReadRecord(JsonElement json, Type type, Place place)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            place.ReportType(json, "an object");
            return null;
        }
        var record = Blank(type);
        var fields = Field.Of(type);
        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            var name = Utf8.NameOf(property);
            var field = fields.FirstOrDefault(field => field.Name == name);
            if (field is null)
                place.Of(name).Report(FaultCodes.UnknownField,
                    $"There is no such field; known here: {string.Join(", ", fields.Select(known => known.Name))}.");
            else if (!seen.Add(name))
                place.Of(name).Report(FaultCodes.DuplicateField, "The field stands here twice; keep one.");
            else if (ReadField(property.Value, field, place.Of(name)) is { } value)
                field.Set(record, value);
        }
        foreach (var field in fields.Where(field => field.IsRequired && !seen.Contains(field.Name)))
            place.Of(field.Name).Report(FaultCodes.Missing, $"The field is missing; write {Needed(field)}.");
        return record;
    }

    static object? ReadField(JsonElement json, Field field, Place place)
    {
        if (field.Items is { } items)
            return ReadList(json, field, items, place);
        var value = ReadValue(json, field, place);
        if (field.IsKey && value is string key)
            place.Findings.AddKey(field.Property.DeclaringType!, key);
        return value;
    }

    static object? ReadValue(JsonElement json, Field field, Place place) =>
        field.Scalar is { } scalar ? scalar.Read(json, place)
        : field.Type == typeof(bool) ? ReadFlag(json, place)
        : field.Type.IsEnum ? ReadChoice(json, field.Type, place)
        : ReadRecord(json, field.Type, place);

    static Array? ReadList(JsonElement json, Field field, ItemsAttribute items, Place place)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            place.ReportType(json, items.Describe());
            return null;
        }
        var count = json.GetArrayLength();
        if (count < items.Least || count > items.Most)
            place.Report(FaultCodes.OutOfRange, $"The list has {count:N0} items; write {items.Describe()}.");
        var values = json.EnumerateArray().Take(items.Most)
            .Select((item, index) => (Value: ReadValue(item, field, place.At(index)), Place: place.At(index)))
            .Where(item => item.Value is not null)
            .ToArray();
        ReportTwins(values, field);
        var list = Array.CreateInstance(field.Type, values.Length);
        for (var index = 0; index < values.Length; index++)
            list.SetValue(values[index].Value, index);
        return list;
    }

    /// <summary>Reports the records with a key, and the texts, that stand in a list for the second time.</summary>
    static void ReportTwins((object? Value, Place Place)[] items, Field field)
    {
        var key = Field.Of(field.Type).FirstOrDefault(candidate => candidate.IsKey);
        var seen = new HashSet<string>();
        foreach (var (value, place) in items)
        {
            var text = value as string ?? key?.Property.GetValue(value) as string;
            if (!string.IsNullOrEmpty(text) && !seen.Add(text))
                (key is null ? place : place.Of(key.Name)).Report(
                    FaultCodes.DuplicateKey, $"'{text}' stands in this list twice; rename or remove one.");
        }
    }

    static bool? ReadFlag(JsonElement json, Place place)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return json.GetBoolean();
        place.ReportType(json, "true or false");
        return null;
    }

    static object? ReadChoice(JsonElement json, Type type, Place place)
    {
        var choices = Field.Choices(type);
        var needed = $"one of {string.Join(", ", choices.Keys)}";
        if (json.ValueKind != JsonValueKind.String)
            place.ReportType(json, needed);
        else if (Utf8.TextOf(json) is { } word && choices.TryGetValue(word, out var value))
            return value;
        else
            place.Report(FaultCodes.UnknownChoice, $"{Place.Excerpt(json)} stands here; write {needed}.");
        return null;
    }

    static string Needed(Field field) =>
        field.Items?.Describe() ?? field.Scalar?.Describe()
        ?? (field.Type.IsEnum ? $"one of {string.Join(", ", Field.Choices(field.Type).Keys)}" : "it");

    /// <summary>A record with its defaults, and something empty in each required field.</summary>
    static object Blank(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var field in Field.Of(type))
            if (field.IsRequired && !field.Property.PropertyType.IsValueType)
                field.Property.SetValue(record,
                    field.Items is not null ? Array.CreateInstance(field.Type, 0)
                    : field.Type == typeof(string) ? ""
                    : Blank(field.Type));
        return record;
    }
}
