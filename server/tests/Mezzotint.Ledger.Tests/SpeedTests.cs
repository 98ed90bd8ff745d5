using System.Diagnostics;

namespace Mezzotint.Ledger.Tests;

public sealed class SpeedTests
{
    const string Variable = "MEZZOTINT_LEDGER_BENCH";

    /// <summary>Pairs of hold and capture, each its own transaction, for the seconds that the variable says.</summary>
    [Theory]
    [InlineData(1000, 16)]
    [InlineData(1, 16)]
    public async Task Pairs_of_hold_and_capture_a_second(int workspaces, int clients)
    {
        Assert.SkipUnless(
            double.TryParse(Environment.GetEnvironmentVariable(Variable), out var seconds), $"{Variable} is not set");
        await using var books = await Books.OpenAsync();
        var made = new Guid[workspaces];
        for (var n = 0; n < workspaces; n++)
            made[n] = await books.GivenCreditsAsync(1L << 50, 1L << 50);
        var watch = Stopwatch.StartNew();

        var pairs = await Task.WhenAll(from client in Enumerable.Range(0, clients) select RunAsync(client));

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{workspaces} workspaces, {clients} clients: {pairs.Sum() / watch.Elapsed.TotalSeconds:F0} pairs/s");
        Assert.All(pairs, count => Assert.NotEqual(0, count));
        await books.AssertCleanAsync();

        async Task<int> RunAsync(int client)
        {
            var random = new Random(client);
            var count = 0;
            for (; watch.Elapsed.TotalSeconds < seconds; count++)
            {
                var hold = await books.GivenHoldAsync(made[random.Next(workspaces)], 1000, 1);
                Assert.Equal(CaptureResult.Captured, await books.CaptureAsync(hold.Id, 0));
            }
            return count;
        }
    }
}
