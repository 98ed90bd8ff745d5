using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mezzotint.Server.Accounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scope = Mezzotint.Server.ApiKeys.Scope;

namespace Mezzotint.Server.OpenApi;

/// <summary>What every operation of the document has, read off its route.</summary>
static partial class ApiOperation
{
    public const string KeyScheme = "key";
    public const string SessionScheme = "session";

    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var marks = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        AddUnboundPathParameters(operation, context.Description.RelativePath!);
        foreach (var header in marks.OfType<RouteHeader>())
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        operation.OperationId ??= IdOf(marks.OfType<MethodInfo>().First());
        if (marks.OfType<Scope?>().FirstOrDefault() is { } scope)
        {
            operation.Security = [Needed(KeyScheme, context), Needed(SessionScheme, context)]; // either
            operation.Description = $"{operation.Description} Scope: `{ApiKeys.ApiKeys.Name(scope)}`.".TrimStart();
        }
        if (marks.OfType<PersonOnly>().Any())
            operation.Security = [Needed(SessionScheme, context)];
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(ApiProblem.Name, context.Document),
                },
            },
        };
    }

    /// <summary>
    /// A part of the address that the door reads, and no handler: the workspace that a request is about.
    /// </summary>
    static void AddUnboundPathParameters(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        var bound = operation.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var names = PathPart().Matches(path).Select(match => match.Groups["name"].Value);
        foreach (var name in names.Where(name => !bound.Contains(name)).Reverse())
            operation.Parameters.Insert(0, new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            });
    }

    [GeneratedRegex(@"\{(?<name>\w+)")]
    private static partial Regex PathPart();

    static OpenApiSecurityRequirement Needed(string scheme, OpenApiOperationTransformerContext context) => new()
    {
        [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
    };

    /// <summary>The slice's name: a file is a use case. A route that shares its file is named by WithName.</summary>
    static string IdOf(MethodInfo handler)
    {
        var slice = handler.DeclaringType!;
        while (slice.DeclaringType is { } outer)
            slice = outer;
        return JsonNamingPolicy.CamelCase.ConvertName(slice.Name);
    }
}
