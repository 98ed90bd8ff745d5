using Dapper;

namespace Mezzotint.Ledger.Tests;

public sealed class RaceTests
{
    const int Threads = 8;
    const int Steps = 150;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public async Task Many_threads_leave_exactly_what_their_results_say(int seed, int workspaces)
    {
        await using var books = await Books.OpenAsync();
        var made = Enumerable.Range(0, workspaces).Select(_ => Books.NewId()).ToArray();
        var race = new Race(books, made);

        await Task.WhenAll(
            from thread in Enumerable.Range(0, Threads)
            select Task.Run(() => race.RunAsync(seed * 1000 + thread, Steps)));
        await race.EndAllAsync();

        await books.AssertCleanAsync();
        Assert.Equal(race.ImageCount, race.EndedCount);
        var system = (await books.AuditAsync()).SystemMillicredits;
        Assert.Equal(race.CapturedMillicredits, system["spent"]);
        Assert.NotEqual(0, system["expired"]);
        // Counted with what has expired since and was not taken away yet, which no balance shows.
        var remaining = await books.AskAsync(connection => connection.ExecuteScalarAsync<long>(
            "select sum(posted_millicredits)::bigint from ledger_account where kind = 'grant'"));
        foreach (var workspace in made)
            Assert.Equal(0, (await books.BalanceAsync(workspace)).Held);
        Assert.Equal(race.LeftMillicredits - system["expired"], remaining);
    }
}
