using Microsoft.OpenApi;

namespace Mezzotint.Server.OpenApi;

/// <summary>The shape of every answer that says what is wrong.</summary>
static class ApiProblem
{
    public const string Name = "Problem";

    public static OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is wrong (RFC 9457). Some codes come with further members; docs/api/problems.md lists all.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:mezzotint:problem: and the code."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Description = "The HTTP status.",
            },
            ["detail"] = Text("A sentence: what, the limit, what to do."),
            ["code"] = Text("A stable word."),
            ["field"] = Text("Which field or header; with the code invalid_field."),
        },
    };

    static OpenApiSchema Text(string description) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
    };
}
