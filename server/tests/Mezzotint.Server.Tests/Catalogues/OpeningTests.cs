using System.Net;
using Mezzotint.Contracts.Plans;
using Mezzotint.Server.Administration;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Catalogues;

public sealed class OpeningTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_preset_is_kept_until_another_is_asked_for()
    {
        await using var database = await TestedDatabase.CreateAsync();
        Assert.Equal(("images", false), await OpenAsync(database, "monthly-quota", isAsked: false));
        Assert.Equal(("images", false), await OpenAsync(database, "two-wallets", isAsked: false));
        Assert.Equal(("image", true), await OpenAsync(database, "two-wallets", isAsked: true));
        Assert.Equal(("image", false), await OpenAsync(database, "two-wallets", isAsked: true));
        Assert.Equal(("image", false), await OpenAsync(database, "monthly-quota", isAsked: false));
        Assert.Equal(2, (await VersionsOf(database).LatestAsync(Stop))!.Number);
    }

    [Fact]
    public async Task Servers_that_start_at_once_store_one_first_version()
    {
        await using var database = await TestedDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(database, "monthly-quota", isAsked: false)));
        Assert.Equal(1, (await VersionsOf(database).LatestAsync(Stop))!.Number);
    }

    [Fact]
    public async Task A_preset_without_the_plans_that_workspaces_are_on_is_not_put_in_place()
    {
        await using var database = await TestedDatabase.CreateAsync();
        await OpenAsync(database, "monthly-quota", isAsked: false);
        await CreateUser.RunAsync(
            Options(database), new("ada@example.com", "correct horse", "pro", false), withKey: false, Stop);
        var error = await Assert.ThrowsAsync<ServerException>(() => OpenAsync(database, "two-wallets", isAsked: true));
        Assert.Contains("pro (1)", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await VersionsOf(database).LatestAsync(Stop))!.Number);
    }

    [Fact]
    public async Task A_file_gives_the_service_another_name_and_its_faults_are_told_by_path()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("mezzotint-branding-").FullName, "branding.json");
        await File.WriteAllTextAsync(file, """
            { "name": "Inkwell", "credit": { "singular": "drop", "plural": "drops" },
              "colours": { "primary": "#123456" } }
            """, Stop);
        await using (var server = await ServerUnderTest.StartAsync(options => options with { BrandingFile = file }))
        {
            using var anybody = server.Client(null);
            var branding = await anybody.Get("branding").IsAsync<ShownBranding>(HttpStatusCode.OK);
            Assert.Equal(("Inkwell", "drops", "#123456", "#14110f"), (branding.Name, branding.CreditPlural,
                branding.PrimaryColour, branding.BackgroundColour));
        }
        await File.WriteAllTextAsync(file, """{ "name": "", "colours": { "primary": "red" } }""", Stop);
        var error = Assert.Throws<ServerException>(() => BrandingFile.Read(file));
        Assert.Contains("$.name", error.Message, StringComparison.Ordinal);
        Assert.Contains("$.colours.primary", error.Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    static CatalogueVersions VersionsOf(TestedDatabase database) =>
        new(database.DataSource, new AuditLog(TimeProvider.System), TimeProvider.System);

    static ServerOptions Options(TestedDatabase database) =>
        new(Path.GetTempPath(), ServerOptions.DefaultUrl) { ConnectionString = database.ConnectionString };

    /// <returns>Its first wallet, and whether it took the place of another.</returns>
    static async Task<(string Wallet, bool IsReplaced)> OpenAsync(
        TestedDatabase database, string preset, bool isAsked)
    {
        var (text, isReplaced) = await OpeningCatalogue.ReadAsync(VersionsOf(database), CatalogueFile.Read(preset),
            Options(database) with { Preset = preset, IsPresetAsked = isAsked }, Stop);
        return (text.Catalogue.Wallets[0].Key, isReplaced);
    }
}
