using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mezzotint.Server.Tests.Credits;

public sealed class WarnLowBalanceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Below_a_tenth_of_a_cycles_credits_the_owner_is_told_once_a_cycle()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (user, _) = await server.UserAsync("ada@example.com", "starter"); // 1,000 a month
        await SpendToAsync(server, 100_000);
        Assert.Equal(0, await LookAsync(server));
        await SpendToAsync(server, 99_999);
        Assert.Equal(1, await LookAsync(server));
        Assert.Contains("99.999 images left in ada", await server.MailAsync("ada@example.com"));
        await SpendToAsync(server, 50_000);
        Assert.Equal(1, await LookAsync(server));

        await server.ExecuteAsync(
            $"update workspace set renews_at = renews_at + interval '1 month' where id = '{user.WorkspaceId}'");
        Assert.Equal(2, await LookAsync(server));
    }

    [Fact]
    public async Task Without_cycles_a_warning_follows_each_fall()
    {
        await using var server = await ServerUnderTest.StartAsync(
            options => options with { Preset = "prepaid-packs" }, "member");
        await server.UserAsync("ada@example.com", "member");
        foreach (var (left, mails) in new[] { (20_000, 0), (2_999, 1), (1_000, 1), (3_000, 1), (2_000, 2) })
        {
            await SpendToAsync(server, left);
            Assert.Equal(mails, await LookAsync(server));
        }
    }

    static Task SpendToAsync(ServerUnderTest server, int millicredits) => server.ExecuteAsync(
        $"update ledger_account set posted_millicredits = {millicredits} where kind = 'grant' and has_balance "
        + "and posted_millicredits > pending_millicredits and workspace_id in (select workspace_id from membership m "
        + "join app_user u on u.id = m.user_id where u.email = 'ada@example.com')");

    /// <summary>How many mails there are for Ada when all wallets were looked at.</summary>
    static async Task<long> LookAsync(ServerUnderTest server)
    {
        var catalogue = new CurrentCatalogue(CatalogueFile.Read(server.Options.Preset).Catalogue);
        var outbox = new Outbox(catalogue, server.Options, TimeProvider.System);
        using var duty = new WarnLowBalance(server.Database.DataSource, catalogue, outbox, TimeProvider.System,
            NullLogger<WarnLowBalance>.Instance);
        await Task.WhenAll(duty.RunAsync(Stop), duty.RunAsync(Stop)); // two servers
        await using var command = server.Database.DataSource.CreateCommand(
            "select count(*) from mail where recipient = 'ada@example.com'");
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
