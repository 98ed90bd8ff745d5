using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Mezzotint.Server.OpenApi;

/// <summary>GET /openapi/v1.json: the API as OpenAPI 3.1, made from the routes and their contracts.</summary>
static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    const string Name = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            ApiOperation.Complete(operation, context);
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapOpenApi(Path.Replace(Name, "{documentName}", StringComparison.Ordinal))
            .WithMetadata(new AnonymousByNature());

    static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mezzotint",
            Version = Name,
            Description = "Pictures from words. Times are UTC, ISO 8601; amounts are in credits, with up to three "
                + "decimals; sizes are in pixels. Every problem is RFC 9457 with a stable code.",
        };
        document.Servers = []; // whoever serves it
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiOperation.KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "mzt_...",
                Description = "A key of a workspace, with the scope that the operation names.",
            },
            [ApiOperation.SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
                Description = "The session of a person who is logged in. Changes need the service's own `Origin` too.",
            },
        };
        document.AddComponent(ApiProblem.Name, ApiProblem.Schema);
    }
}
