using Dapper;
using FsCheck;
using FsCheck.Fluent;

namespace Mezzotint.Ledger.Tests;

public sealed class SequenceTests
{
    const string SelectGrants = """
        select posted_millicredits, pending_millicredits from ledger_account
        where workspace_id = @workspace order by expires_at, id
        """;

    /// <summary>Three bytes are a step: what is done, and two numbers for it.</summary>
    [Fact]
    public async Task Any_sequence_of_operations_does_what_the_model_does()
    {
        await using var books = await Books.OpenAsync();
        var property = Prop.ForAll<byte[]>(bytes => RunAsync(books, bytes).GetAwaiter().GetResult());

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(240));

        await books.AssertCleanAsync();
    }

    static async Task RunAsync(Books books, byte[] bytes)
    {
        var workspace = Books.NewId();
        await books.ExpireAsync(); // what the sequence before this one left due
        var model = new BooksModel();
        var holds = new List<Hold>();
        foreach (var step in bytes.Chunk(3).Where(step => step.Length == 3))
            await StepAsync(books, model, (workspace, holds), step);
        var grants = await books.AskAsync(connection =>
            connection.QueryAsync<(long, long)>(SelectGrants, new { workspace }));
        Assert.Equal(model.Grants, grants);
    }

    static async Task StepAsync(
        Books books, BooksModel model, (Guid Workspace, List<Hold> Holds) made, byte[] step)
    {
        int a = step[1], b = step[2], image = b % 5;
        var hold = made.Holds.Count == 0 ? null : made.Holds[a % made.Holds.Count];
        switch (step[0] % 10)
        {
            case 0 or 1:
                model.Grant(a + 1);
                await books.GrantAsync(Books.Grant(made.Workspace, a + 1, Books.InDays(1 + model.Grants.Count())));
                break;
            case 2 or 3 or 4:
                var next = Books.Hold(made.Workspace, a % 64, image + 1);
                var expected = model.Hold(a % 64, image + 1);
                Assert.Equal(expected, await books.HoldAsync(next));
                if (expected is HoldResult.Held)
                    made.Holds.Add(next);
                break;
            case 5 or 6 when hold is not null:
                Assert.Equal(model.Capture(a % made.Holds.Count, image), await books.CaptureAsync(hold.Id, image));
                break;
            case 7 when hold is not null:
                int? released = b % 7 == 6 ? null : image;
                Assert.Equal(
                    model.Release(a % made.Holds.Count, released), await books.ReleaseAsync(hold.Id, released));
                Assert.IsType<HoldResult.AlreadyHeld>(await books.HoldAsync(hold));
                break;
            case 8:
                Assert.Equal(
                    model.TakeAway(b + 1), await books.AdjustAsync(Books.Adjustment(made.Workspace, -b - 1)));
                break;
            case 9 when a % 3 == 0:
                model.LetExpire();
                await books.LetExpireAsync(made.Workspace);
                break;
            case 9:
                Assert.Equal(model.Expire(), await books.ExpireAsync());
                break;
        }
    }
}
