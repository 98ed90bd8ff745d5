using System.Globalization;
using Mezzotint.Catalogue.Rules;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Problems;

/// <summary>An answer that says what is wrong: RFC 9457, with a stable code.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable word; docs/api/problems.md lists all.</param>
/// <param name="Detail">A sentence: what, the limit, what to do.</param>
sealed record Problem(int Status, string Code, string Detail) : IResult
{
    /// <summary>Members beside the usual ones.</summary>
    public Dictionary<string, object?> Members { get; init; } = [];

    /// <summary>After how long asking again may help; null where it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Problem BadRequest(string field, string detail) =>
        new(StatusCodes.Status400BadRequest, "invalid_field", detail) { Members = { ["field"] = field } };

    public static Problem Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, "unauthorized",
        "A valid key or a session is needed: send 'Authorization: Bearer mzt_...', or log in.");

    public static Problem MissingScope(string scope) => new(StatusCodes.Status403Forbidden, "missing_scope",
        $"The scope '{scope}' is needed: use another key, or ask an admin of the workspace.");

    public static Problem NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "not_found", $"There is no such {what}.");

    /// <summary>A workspace is on a plan that the catalogue has no longer, so nothing says what it may do.</summary>
    public static Problem PlanGone { get; } = new(StatusCodes.Status409Conflict, "plan_gone",
        "The workspace's plan is offered no more: choose another plan.");

    /// <summary>What a plan has not, with the cheapest that has it.</summary>
    public static Problem NotInPlan(Refusal refusal) =>
        new(StatusCodes.Status403Forbidden, refusal.Code, refusal.Sentence) { Members = { ["plan"] = refusal.Plan } };

    public Task ExecuteAsync(HttpContext context)
    {
        if (RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(
            Detail, statusCode: Status, type: $"urn:mezzotint:problem:{Code}",
            extensions: new Dictionary<string, object?>(Members) { ["code"] = Code }).ExecuteAsync(context);
    }
}
