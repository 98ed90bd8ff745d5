using Mezzotint.Server.Accounts;
using Mezzotint.Server.Administration;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Administration;

public sealed class CreateUserTests
{
    static readonly NewUser Ada = new("ada@example.com", "correct horse", "pro", IsAdmin: false);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_made_with_the_account_is_found_and_acts_for_its_workspace()
    {
        await using var database = await TestedDatabase.CreateAsync();
        var (user, text) = await CreateUser.RunAsync(Options(database), Ada, withKey: true, Stop);
        var keys = new Server.ApiKeys.ApiKeys(database.DataSource, TimeProvider.System);
        var key = await keys.FindAsync(text, Stop);
        Assert.NotNull(key);
        Assert.Equal((user.WorkspaceId, user.Id, "pro"), (key.WorkspaceId, key.UserId, key.Plan));
        Assert.Equal(["generate", "read", "manage"], key.Scopes);
        Assert.Null(await keys.FindAsync(ApiKeyToken.Create().Text, Stop));
    }

    [Theory]
    [InlineData("update api_key set revoked_at = now()")]
    [InlineData("update api_key set expires_at = now() - interval '1 second'")]
    [InlineData("update app_user set state = 'closed'")]
    public async Task A_key_that_ended_is_not_found(string end)
    {
        await using var database = await TestedDatabase.CreateAsync();
        var (_, text) = await CreateUser.RunAsync(Options(database), Ada, withKey: true, Stop);
        await using var command = database.DataSource.CreateCommand(end);
        await command.ExecuteNonQueryAsync(Stop);
        Assert.Null(await new Server.ApiKeys.ApiKeys(database.DataSource, TimeProvider.System).FindAsync(text, Stop));
    }

    [Fact]
    public async Task The_text_of_a_key_and_a_password_are_nowhere_in_the_database()
    {
        await using var database = await TestedDatabase.CreateAsync();
        var (_, text) = await CreateUser.RunAsync(Options(database), Ada, withKey: true, Stop);
        await using var command = database.DataSource.CreateCommand(
            "select string_agg(k::text || u::text, ' ') from api_key k join app_user u on u.id = k.created_by");
        var all = (string)(await command.ExecuteScalarAsync(Stop))!;
        Assert.DoesNotContain(text![12..], all, StringComparison.Ordinal);
        Assert.DoesNotContain(Ada.Password, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_one_person_whatever_its_letters()
    {
        await using var database = await TestedDatabase.CreateAsync();
        await CreateUser.RunAsync(Options(database), Ada, withKey: false, Stop);
        var error = await Assert.ThrowsAsync<ServerException>(() =>
            CreateUser.RunAsync(Options(database), Ada with { Email = "Ada@Example.COM" }, withKey: true, Stop));
        Assert.Contains("already has an account", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada", "correct horse", "no e-mail address")]
    [InlineData("ada@example.com", "short", "at least 10")]
    public async Task What_is_no_address_or_too_short_a_password_is_refused(
        string email, string password, string reason)
    {
        await using var database = await TestedDatabase.CreateAsync();
        var error = await Assert.ThrowsAsync<ServerException>(() => CreateUser.RunAsync(
            Options(database), Ada with { Email = email, Password = password }, withKey: true, Stop));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_the_stored_one_and_before_that_the_preset()
    {
        await using var database = await TestedDatabase.CreateAsync();
        var options = Options(database) with { Preset = "two-wallets" };
        var (user, _) = await CreateUser.RunAsync(options, Ada with { Plan = "plus" }, withKey: false, Stop);
        Assert.Equal(Ada.Email, user.Email);
        var versions = new CatalogueVersions(
            database.DataSource, new AuditLog(TimeProvider.System), TimeProvider.System);
        await versions.StoreAsync(CatalogueFile.Read("monthly-quota"), "test", _ => true, Stop);
        await CreateUser.RunAsync(options, Ada with { Email = "bob@example.com", Plan = null }, withKey: false, Stop);
        var error = await Assert.ThrowsAsync<ServerException>(() =>
            CreateUser.RunAsync(options, Ada with { Email = "eve@example.com", Plan = "plus" }, false, Stop));
        Assert.Contains("There is no plan 'plus'", error.Message, StringComparison.Ordinal);
    }

    static ServerOptions Options(TestedDatabase database) =>
        new(Path.GetTempPath(), ServerOptions.DefaultUrl) { ConnectionString = database.ConnectionString };
}
