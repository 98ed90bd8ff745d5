namespace Mezzotint.Ledger.Tests;

public sealed class SettlementTests
{
    /// <summary>One row: what is done to the images of a hold of 4 x 250 over 1,000, and what is left of it.</summary>
    [Theory]
    [InlineData("c0", "Captured", 0, 750)]
    [InlineData("r0", "Released 1 250 0", 250, 750)]
    [InlineData("c0 c0", "Captured, AlreadyCaptured", 0, 750)]
    [InlineData("c0 r0", "Captured, AlreadySettled", 0, 750)]
    [InlineData("r0 r0", "Released 1 250 0, AlreadySettled", 250, 750)]
    [InlineData("r0 c0", "Released 1 250 0, AlreadyReleased", 250, 750)]
    [InlineData("c0 c3 c1 r2", "Captured, Captured, Captured, Released 1 250 0", 250, 0)]
    [InlineData("c3 r*", "Captured, Released 3 750 0", 750, 0)]
    [InlineData("r* r*", "Released 4 1000 0, AlreadySettled", 1000, 0)]
    [InlineData("r* c2", "Released 4 1000 0, AlreadyReleased", 1000, 0)]
    [InlineData("c4 r4", "NotFound, NotFound", 0, 1000)]
    public async Task Each_image_ends_once(string steps, string expected, long available, long held)
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(1000);
        var hold = await books.GivenHoldAsync(workspace, 250, 4);

        var results = new List<string>();
        foreach (var step in steps.Split(' '))
            results.Add(await SettleAsync(books, hold.Id, step));

        Assert.Equal(expected, string.Join(", ", results));
        Assert.Equal((available, held), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task An_unknown_hold_is_not_found()
    {
        await using var books = await Books.OpenAsync();

        Assert.Equal("NotFound", await SettleAsync(books, Books.NewId(), "c0"));
        Assert.Equal("NotFound", await SettleAsync(books, Books.NewId(), "r0"));
        Assert.Equal("NotFound", await SettleAsync(books, Books.NewId(), "r*"));
    }

    /// <summary>Images of 100 over grants of 90, 130 and 500: the stretches are 90 + 10, 100, 20 + 80.</summary>
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public async Task An_images_share_of_each_grant_does_not_depend_on_the_order(int first, int second, int third)
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(90, 130, 500);
        var hold = await books.GivenHoldAsync(workspace, 100, 3);

        foreach (var image in new[] { first, second, third })
            Assert.Equal(CaptureResult.Captured, await books.CaptureAsync(hold.Id, image));

        var shares = from transfer in await books.TransfersAsync(workspace)
                     where transfer.Image is not null
                     orderby transfer.Image, transfer.Id
                     select (transfer.Image!.Value, transfer.AmountMillicredits);
        Assert.Equal([(0, -90), (0, -10), (1, -100), (2, -20), (2, -80)], shares);
        Assert.Equal((420, 0), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Of_an_image_that_two_grants_paid_for_only_the_expired_part_goes()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(90, 130);
        var hold = await books.GivenHoldAsync(workspace, 100, 2);
        await books.LetExpireAsync(workspace);

        Assert.Equal(new ReleaseResult.Released(1, 10, 90), await books.ReleaseAsync(hold.Id, 0));

        Assert.Equal((30, 100), await books.BalanceAsync(workspace));
        var states = from transfer in await books.TransfersAsync(workspace)
                     where transfer.Image is not null
                     orderby transfer.Id
                     select (transfer.State, transfer.Counterpart, transfer.AmountMillicredits);
        Assert.Equal([(TransferState.Expired, "expired", -90), (TransferState.Voided, "spent", -10)], states);
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Images_that_cost_nothing_end_once_too()
    {
        await using var books = await Books.OpenAsync();
        var hold = await books.GivenHoldAsync(Books.NewId(), 0, 2);

        Assert.Equal("Captured", await SettleAsync(books, hold.Id, "c0"));
        Assert.Equal("AlreadyCaptured", await SettleAsync(books, hold.Id, "c0"));
        Assert.Equal("Released 1 0 0", await SettleAsync(books, hold.Id, "r*"));
        await books.AssertCleanAsync();
    }

    [Fact]
    public async Task Captures_and_releases_of_one_image_at_once_have_one_winner()
    {
        await using var books = await Books.OpenAsync();
        var workspace = await books.GivenCreditsAsync(90, 130, 500);
        var hold = await books.GivenHoldAsync(workspace, 100, 6);

        var steps = from n in Enumerable.Range(0, 48) select $"{(n / 6 % 2 == 0 ? 'c' : 'r')}{n % 6}";
        var results = await Task.WhenAll(from step in steps.Append("r*") select SettleAsync(books, hold.Id, step));

        var captured = results.Count(result => result == "Captured");
        var released = results.Where(result => result.StartsWith("Released", StringComparison.Ordinal))
            .Sum(result => int.Parse(result.Split(' ')[1]));
        Assert.Equal(6, captured + released);
        Assert.Equal((720 - captured * 100, 0), await books.BalanceAsync(workspace));
        await books.AssertCleanAsync();
    }

    static async Task<string> SettleAsync(Books books, Guid holdId, string step)
    {
        if (step[0] == 'c')
            return (await books.CaptureAsync(holdId, int.Parse(step[1..]))).ToString();
        return await books.ReleaseAsync(holdId, step == "r*" ? null : int.Parse(step[1..])) switch
        {
            ReleaseResult.Released done =>
                $"Released {done.Images} {done.ReturnedMillicredits} {done.ExpiredMillicredits}",
            var other => other.GetType().Name,
        };
    }
}
