using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Problems;

/// <summary>
/// The one place where exceptions become answers: bad requests, a database that is away, faults of ours.
/// </summary>
static partial class ProblemMiddleware
{
    const int RetrySeconds = 2;

    public static void UseProblems(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } bare)
                await Bare(bare.StatusCode).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await Answer(context, error).ExecuteAsync(context);
        }
    });

    /// <summary>What the framework refuses by itself, without a word.</summary>
    static Problem Bare(int status) => status switch
    {
        StatusCodes.Status404NotFound => new Problem(status, "no_such_route", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed =>
            new Problem(status, "method_not_allowed", "This address does not take this method: see the header Allow."),
        StatusCodes.Status413PayloadTooLarge =>
            new Problem(status, "body_too_large", "The body is larger than this route takes."),
        StatusCodes.Status415UnsupportedMediaType =>
            new Problem(status, "unsupported_media_type", "Send the body as application/json."),
        _ => new Problem(status, "invalid_request", "The request cannot be read."),
    };

    static Problem Answer(HttpContext context, Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new Problem(StatusCodes.Status413PayloadTooLarge, "body_too_large", error.Message);
            case BadHttpRequestException { InnerException: JsonException json }:
                return Problem.BadRequest(FieldOf(json), SentenceOf(json));
            case BadHttpRequestException bad when UnboundParameter().Match(bad.Message) is { Success: true } match:
                var name = JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);
                return Problem.BadRequest(name, $"'{name}' has a value of the wrong kind.");
            case BadHttpRequestException bad:
                return new Problem(bad.StatusCode, "invalid_request", bad.Message);
            case IOException when context.Request.Method is "PUT" or "POST":
                LogFault(Log(context), error, "-");
                return new Problem(StatusCodes.Status507InsufficientStorage, "not_stored",
                    "The server has no room for the file: try later, or tell the operator.");
            case PostgresException
            {
                SqlState: PostgresErrorCodes.UntranslatableCharacter
                or PostgresErrorCodes.CharacterNotInRepertoire
            }:
                return Problem.BadRequest("", "A text has the character of code 0: leave it out.");
            case NpgsqlException { IsTransient: true }:
                return new Problem(StatusCodes.Status503ServiceUnavailable, "database_away",
                    $"The database does not answer: ask again in {RetrySeconds} seconds.")
                {
                    RetryAfterSeconds = RetrySeconds,
                };
        }
        var id = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        LogFault(Log(context), error, id);
        return new Problem(StatusCodes.Status500InternalServerError, "internal",
            $"Something is wrong here; tell the operator this id: {id}.");
    }

    /// <summary>"$.width" as the field's name: width.</summary>
    static string FieldOf(JsonException error) => error.Path?.TrimStart('$', '.') ?? "";

    static string SentenceOf(JsonException error)
    {
        var field = FieldOf(error);
        var text = error.Message;
        if (text.Contains("could not be mapped", StringComparison.Ordinal))
            return $"There is no field '{field}'.";
        if (text.Contains("missing required", StringComparison.Ordinal))
            return text[(text.IndexOf("including", StringComparison.Ordinal) is var at and >= 0 ? at : 0)..]
                .Replace("including:", "These fields are missing:", StringComparison.Ordinal)
                .Replace("including the following:", "These fields are missing:", StringComparison.Ordinal);
        return field.Length > 0 ? $"'{field}' has a value of the wrong kind." : "The body is no JSON object.";
    }

    /// <summary>As the framework words a query parameter that cannot be read.</summary>
    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from""")]
    private static partial Regex UnboundParameter();

    static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Mezzotint.Server");

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed, id {Id}.")]
    private static partial void LogFault(ILogger logger, Exception error, string id);
}
