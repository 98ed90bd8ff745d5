using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Mezzotint.Queue.Tests;

/// <summary>What a claim touches, in pages, which no other load on the machine changes.</summary>
public sealed partial class CostTests
{
    const string Fill = """
        create function fill(p_workspaces int) returns void language plpgsql as $$ begin
        for i in 1..p_workspaces loop
            perform queue_enqueue(
                md5('workspace' || i)::uuid, 4, gen_random_uuid(), (array['red', 'blue', 'green'])[i % 3 + 1], i % 4, 0,
                'text-to-image', (select array_agg(gen_random_uuid()) from generate_series(1, 20)),
                array_fill('{}'::jsonb, array[20]), 1000, 3, 300);
        end loop; end $$;
        """;

    const string Explain = """
        explain (analyze, buffers, timing off)
        select taken.job_id
        from (
            select * from queue_front(array['red', 'blue', 'green'], 8000000000, @LookAhead, '{}')
            order by speed_class desc, served limit 1) first
        cross join lateral queue_take(
            array[@WorkerId], array[60], array[first.workspace_id], array[first.band_id], array[first.speed_class],
            array[first.is_slotted], array[first.served], array[first.head], array[false],
            array['red', 'blue', 'green'], 8000000000) taken
        """;

    /// <summary>
    /// Both sizes have indexes of the same height, so that what differs is what a claim reads of them. Growing further
    /// adds a page for each index at every 200-fold, as between 5,000 and 20,000 jobs: 188 pages and 222, then 224 with
    /// 40,000 and 226 with 80,000.
    /// </summary>
    [Fact]
    public async Task A_claim_costs_the_same_whatever_waits()
    {
        var few = await PagesAsync(workspaces: 1000);
        var many = await PagesAsync(workspaces: 8000);
        Assert.True(
            many <= few * 1.2,
            $"A claim touched {few} pages with 20,000 waiting jobs, and {many} with 160,000.");
    }

    /// <summary>
    /// The median of claims that follow others in the session, so that plans and catalogues are there.
    /// </summary>
    static async Task<int> PagesAsync(int workspaces)
    {
        await using var queue = await TestQueue.CreateAsync();
        var worker = await queue.RegisterAsync();
        await queue.ExecuteAsync(Fill);
        await queue.ExecuteAsync("select fill(@workspaces)", new { workspaces });
        await using var connection = await queue.DataSource.OpenConnectionAsync(TestQueue.Cancellation);
        List<int> pages = [];
        for (var claim = 0; claim < 41; claim++)
        {
            var plan = string.Join('\n', await connection.QueryAsync<string>(
                Explain, new { worker.WorkerId, QueueRules.LookAhead }));
            Assert.Matches(@"rows=1(\.00)? ", plan); // PostgreSQL 18 writes 1.00
            pages.Add(Pages().Match(plan).Groups.Values.Skip(1).Where(group => group.Success)
                .Sum(group => int.Parse(group.Value, CultureInfo.InvariantCulture)));
        }
        return pages[20..].Order().ElementAt(10);
    }

    [GeneratedRegex(@"Buffers: shared hit=(\d+)(?: read=(\d+))?")]
    private static partial Regex Pages();
}
