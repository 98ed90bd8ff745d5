using Dapper;
using Npgsql;

namespace Mezzotint.Server.Plans;

/// <summary>The plan of a workspace as it is stored.</summary>
sealed record SubscriptionRow
{
    const string Select = """
        select plan, billing, plan_since as Since, renews_at as RenewsAt from workspace where id = @workspaceId
        """;

    public required string Plan { get; init; }
    public string? Billing { get; init; }
    public required DateTime Since { get; init; }
    public DateTime? RenewsAt { get; init; }

    /// <summary>That of a workspace; null where there is no such workspace.</summary>
    public static Task<SubscriptionRow?> FindAsync(
        NpgsqlConnection connection, Guid workspaceId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<SubscriptionRow>(new CommandDefinition(
            Select, new { workspaceId }, cancellationToken: cancellation));
}
