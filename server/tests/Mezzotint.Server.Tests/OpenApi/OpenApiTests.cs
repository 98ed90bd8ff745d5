using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mezzotint.Server.OpenApi;

namespace Mezzotint.Server.Tests.OpenApi;

public sealed class OpenApiTests
{
    const string Command = "./dev openapi";
    const string WriteVariable = "MEZZOTINT_WRITE_OPENAPI";

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static string File => Path.Combine(Root(AppContext.BaseDirectory), "docs/api/openapi.json");

    [Fact]
    public async Task The_document_that_is_checked_in_is_the_one_that_is_served()
    {
        var served = (await ServedAsync()).ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
            await System.IO.File.WriteAllTextAsync(File, served, Stop);
        Assert.True(System.IO.File.Exists(File) && await System.IO.File.ReadAllTextAsync(File, Stop) == served,
            $"docs/api/openapi.json is not what the server says: run '{Command}' and commit the file.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_tag_a_summary_an_answer_and_the_shape_of_problems()
    {
        var document = await ServedAsync();
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        var operations =
            (from path in document["paths"]!.AsObject()
             from method in path.Value!.AsObject()
             select (Name: $"{method.Key} {path.Key}", Node: method.Value!)).ToList();
        var repeated = operations.GroupBy(operation => Text(operation.Node, "operationId"))
            .Where(group => group.Key.Length == 0 || group.Count() > 1)
            .Select(group => $"{string.Join(", ", group.Select(operation => operation.Name))}: the operation id "
                + $"'{group.Key}' is not one alone; give one route a file of its own, or a name with WithName.");
        var bare =
            from operation in operations
            where Text(operation.Node, "summary").Length == 0 || operation.Node["tags"] is not JsonArray { Count: > 0 }
                || operation.Node["responses"]?["default"] is null
                || !operation.Node["responses"]!.AsObject().Any(answer => answer.Key.StartsWith('2'))
            select $"{operation.Name} needs WithTags, WithSummary and Produces.";
        Assert.Empty(repeated.Concat(bare));
    }

    [Fact]
    public async Task Every_part_of_an_address_is_a_parameter() => Assert.Empty(
        from path in (await ServedAsync())["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        let named = (method.Value!["parameters"]?.AsArray() ?? []).Where(one => Text(one!, "in") == "path")
            .Select(one => Text(one!, "name"))
        from part in Regex.Matches(path.Key, @"\{(\w+)\}").Select(match => match.Groups[1].Value)
        where !named.Contains(part)
        select $"{method.Key} {path.Key} does not tell of {part}.");

    static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";

    static async Task<JsonNode> ServedAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var client = server.Client(null);
        return JsonNode.Parse(await client.GetStringAsync(ApiDocument.Path, Stop))!;
    }

    static string Root(string folder) => System.IO.File.Exists(Path.Combine(folder, "Mezzotint.slnx"))
        ? folder : Root(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
