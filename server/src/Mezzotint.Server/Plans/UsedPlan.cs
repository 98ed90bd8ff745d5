using Dapper;
using Npgsql;

namespace Mezzotint.Server.Plans;

/// <summary>A plan that workspaces are on.</summary>
sealed record UsedPlan
{
    const string SelectOthers = """
        select plan, count(*)::int as WorkspaceCount from workspace where plan <> all (@plans)
        group by plan order by plan
        """;

    const string SelectWorkspaces = "select id from workspace where plan = @plan";

    public required string Plan { get; init; }
    public required int WorkspaceCount { get; init; }

    /// <summary>Those that workspaces are on beside some plans.</summary>
    public static async Task<IReadOnlyList<UsedPlan>> OthersAsync(
        NpgsqlTransaction transaction, string[] plans, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<UsedPlan>(new CommandDefinition(
            SelectOthers, new { plans }, transaction, cancellationToken: cancellation))).AsList();

    /// <summary>The workspaces that are on a plan.</summary>
    public static async Task<Guid[]> WorkspacesAsync(
        NpgsqlTransaction transaction, string plan, CancellationToken cancellation) =>
        [.. await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(
            SelectWorkspaces, new { plan }, transaction, cancellationToken: cancellation))];
}
