using System.Globalization;
using System.Text.RegularExpressions;

namespace Mezzotint.Queue.Tests;

/// <summary>What a claim touches, in pages, which no other load on the machine changes.</summary>
public sealed partial class CostTests
{
    const int BatchSize = 20;

    const string Fill = """
        do $$ begin
        for i in 1..{0} loop
            perform queue_enqueue(
                md5('workspace' || i)::uuid, 4, gen_random_uuid(), (array['red', 'blue', 'green'])[i % 3 + 1], i % 4, 0,
                'text-to-image', (select array_agg(gen_random_uuid()) from generate_series(1, {1})),
                array_fill('{{}}'::jsonb, array[{1}]), 1000, 3, 300);
        end loop; end $$
        """;

    const string Explain = """
        explain (analyze, buffers, timing off) select job_id from queue_claim(
            '{0}', '{1}', array['red'], array['red', 'blue', 'green'], 8000000000, 60, 1, 8, 8)
        """;

    [Fact]
    public async Task A_claim_costs_the_same_whatever_waits()
    {
        var few = await PagesAsync(workspaces: 50);
        var many = await PagesAsync(workspaces: 5000);
        Assert.True(
            many <= few * 1.5,
            $"A claim touched {few} pages with 1,000 waiting jobs, and {many} with 100,000.");
    }

    /// <summary>
    /// The median of claims that follow others in the session, so that plans and catalogues are there.
    /// </summary>
    static async Task<int> PagesAsync(int workspaces)
    {
        await using var queue = await TestQueue.CreateAsync();
        var worker = await queue.RegisterAsync();
        await queue.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, Fill, workspaces, BatchSize));
        await using var connection = await queue.DataSource.OpenConnectionAsync(TestQueue.Cancellation);
        List<int> pages = [];
        for (var claim = 0; claim < 41; claim++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                string.Format(CultureInfo.InvariantCulture, Explain, worker.WorkerId, worker.SessionId);
            await using var reader = await command.ExecuteReaderAsync(TestQueue.Cancellation);
            var plan = "";
            while (await reader.ReadAsync(TestQueue.Cancellation))
                plan += reader.GetString(0) + "\n";
            Assert.Contains("rows=1 ", plan, StringComparison.Ordinal);
            pages.Add(Pages().Match(plan).Groups.Values.Skip(1).Where(group => group.Success)
                .Sum(group => int.Parse(group.Value, CultureInfo.InvariantCulture)));
        }
        return pages[20..].Order().ElementAt(10);
    }

    [GeneratedRegex(@"Buffers: shared hit=(\d+)(?: read=(\d+))?")]
    private static partial Regex Pages();
}
