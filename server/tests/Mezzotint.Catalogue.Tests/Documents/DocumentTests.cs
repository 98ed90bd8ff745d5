using System.Text.Json;
using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Documents;

/// <summary>Schema and reference are printed from the records; these fail where the files say something else.</summary>
public sealed class DocumentTests
{
    const string Begin = "<!-- fields: printed from the records -->\n";
    const string End = "\n<!-- end of fields -->";
    const string Reference = "docs/operations/catalogue.md";
    const string Schema = "catalogues/catalogue.schema.json";

    [Fact]
    public void The_schema_is_that_of_the_records() => AssertFile(Schema, _ => CatalogueSchema.Print());

    [Fact]
    public void The_reference_has_the_fields_of_the_records() => AssertFile(Reference, text =>
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[..begin] + FieldReference.Print() + text[text.IndexOf(End, StringComparison.Ordinal)..];
    });

    [Fact]
    public void Every_property_stands_in_the_schema_with_a_description_and_no_other()
    {
        using var schema = JsonDocument.Parse(Presets.Schema);
        foreach (var record in Records.All)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(record.Name);
            var definition = record == typeof(OfferCatalogue) ? schema.RootElement
                : schema.RootElement.GetProperty("$defs").GetProperty(name);
            var properties = definition.GetProperty("properties").EnumerateObject().ToArray();
            Assert.Equal(Field.Of(record).Select(field => field.Name), properties.Select(property => property.Name));
            Assert.All(properties, property =>
                Assert.NotEmpty(property.Value.GetProperty("description").GetString()!));
        }
        Assert.Equal(Records.All.Count - 1, schema.RootElement.GetProperty("$defs").EnumerateObject().Count());
    }

    [Fact]
    public void Every_code_of_a_fault_and_a_refusal_stands_in_the_reference()
    {
        var text = File.ReadAllText(Path.Combine(Root(), Reference));
        foreach (var codes in new[] { typeof(FaultCodes), typeof(Mezzotint.Catalogue.Rules.RefusalCodes) })
            Assert.All(codes.GetFields().Where(field => field.IsLiteral), field =>
                Assert.Contains($"`{field.GetRawConstantValue()}`", text, StringComparison.Ordinal));
    }

    /// <summary>Compares a file with what it should be, and leaves that in artifacts/expected to be copied.</summary>
    static void AssertFile(string path, Func<string, string> expect)
    {
        var full = Path.Combine(Root(), path);
        var found = File.Exists(full) ? File.ReadAllText(full) : "";
        var expected = expect(found);
        if (expected == found)
            return;
        var copy = Path.Combine(Root(), "artifacts/expected", path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, expected);
        Assert.Fail($"{path} is not what the records say: cp artifacts/expected/{path} {path}");
    }

    static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Mezzotint.slnx")))
                return folder;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Mezzotint.slnx.");
    }
}
