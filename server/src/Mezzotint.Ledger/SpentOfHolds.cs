using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>What was spent of some holds together.</summary>
/// <param name="Group">Which of the caller's groups.</param>
/// <param name="ImageCount">Images that were captured.</param>
/// <param name="Millicredits">What they cost.</param>
public sealed record SpentOfHolds(int Group, long ImageCount, long Millicredits)
{
    // One letter an image: c is captured.
    const string SelectSums = """
        select part.place::int, sum(captured.count)::bigint, sum(captured.count * h.image_millicredits)::bigint
        from unnest(@ids, @places) as part (id, place)
        join ledger_hold h on h.id = part.id
        cross join lateral (select length(h.images) - length(replace(h.images, 'c', ''))) as captured (count)
        where captured.count > 0
        group by part.place order by part.place
        """;

    /// <summary>The sums of groups of holds; a group of which nothing was spent is left out.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="groups">The holds of each group by their ids.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>One for each group, by the group's place in the list.</returns>
    public static async Task<IReadOnlyList<SpentOfHolds>> SumAsync(
        NpgsqlConnection connection, IReadOnlyList<Guid[]> groups, CancellationToken cancellation)
    {
        var ids = groups.SelectMany(group => group).ToArray();
        var places = groups.SelectMany((group, place) => Enumerable.Repeat(place, group.Length)).ToArray();
        return [.. (await connection.QueryAsync<(int, long, long)>(new CommandDefinition(
            SelectSums, new { ids, places }, cancellationToken: cancellation)))
            .Select(row => new SpentOfHolds(row.Item1, row.Item2, row.Item3))];
    }
}
