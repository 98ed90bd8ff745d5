using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Administration;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.Administration;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Tests.Catalogues;

public sealed class CatalogueTests(SharedServer shared) : IClassFixture<SharedServer>
{
    readonly ServerUnderTest _server = shared.Server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_read_and_changed_holds_at_once_and_is_written_in_the_audit_log()
    {
        var admin = await AdminAsync();
        var (json, tag) = await ReadAsync(admin);
        var changed = json.Replace("\"Starter\"", "\"Beginner\"", StringComparison.Ordinal);
        var version = await PutAsync(admin, changed, tag).IsAsync<CatalogueVersion>(HttpStatusCode.OK);
        Assert.Equal("Beginner", await TitleAsync("starter"));
        Assert.Equal((changed, $"\"{version.Sha256}\""), await ReadAsync(admin));
        var versions = await admin.Get("admin/catalogue/versions").IsAsync<Page<CatalogueVersion>>(HttpStatusCode.OK);
        Assert.Equal(version, versions.Items[0]);
        Assert.Equal(json, await admin.GetStringAsync(
            $"/api/v1/admin/catalogue/versions/{versions.Items[1].Id}", Stop));
        var entries = await admin.Get("admin/audit-log").IsAsync<Page<AuditEntry>>(HttpStatusCode.OK);
        Assert.Contains(entries.Items, entry =>
            entry.Subject == $"catalogue:{version.Id}" && entry.Actor == version.Actor);
        // The same once more is no other version.
        Assert.Equal(version, await PutAsync(admin, changed, $"\"{version.Sha256}\"")
            .IsAsync<CatalogueVersion>(HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_model_is_made_by_workers_that_have_its_checkpoint_whatever_it_is_called()
    {
        var file = Path.Combine(Path.GetTempPath(), $"mezzotint-catalogue-{Guid.CreateVersion7():N}.json");
        var text = Encoding.UTF8.GetString(Presets.Find("monthly-quota")!);
        await File.WriteAllTextAsync(
            file, text.Replace("\"key\": \"miniature\"", "\"key\": \"little\"", StringComparison.Ordinal), Stop);
        await using var server = await ServerUnderTest.StartAsync(options => options with { Preset = file });
        File.Delete(file);
        var (_, client) = await server.UserAsync("ada@example.com", "pro");
        await server.GenerateAsync(client, new CreateGenerationRequest { Prompt = "a boat", Model = "little" });
        Assert.Equal("miniature", (await server.ClaimAsync())?.Job.Model);
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_the_second_is_told_that_it_lost()
    {
        var admin = await AdminAsync();
        var (json, tag) = await ReadAsync(admin);
        await PutAsync(admin, json, null).IsProblemAsync(HttpStatusCode.PreconditionRequired, "if_match_needed");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async index =>
        {
            var changed = json.Replace("\"Ultimate\"", $"\"Ultimate {index}\"", StringComparison.Ordinal);
            using var answer = await PutAsync(admin, changed, tag);
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(status => status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_file_with_faults_is_refused_with_each_by_its_path()
    {
        var admin = await AdminAsync();
        var (json, tag) = await ReadAsync(admin);
        var faulty = json.Replace("\"parallel\": 2", "\"parallel\": -2", StringComparison.Ordinal)
            .Replace("\"stepsMax\": 100", "\"stepMax\": 100", StringComparison.Ordinal);
        var problem = await PutAsync(admin, faulty, tag)
            .IsProblemAsync(HttpStatusCode.BadRequest, "catalogue_faulty");
        var faults = problem.GetProperty("faults").EnumerateArray()
            .ToLookup(fault => fault.GetProperty("path").GetString(), fault => fault.GetProperty("code").GetString());
        Assert.Equal("out_of_range", faults["$.plans[2].entitlements.parallel"].Single());
        Assert.Equal("unknown_field", faults["$.plans[0].entitlements.stepMax"].Single());
        Assert.Equal((json, tag), await ReadAsync(admin));
        await PutAsync(admin, "{", tag).IsProblemAsync(HttpStatusCode.BadRequest, "catalogue_faulty");
    }

    [Fact]
    public async Task A_plan_goes_only_when_no_workspace_is_on_it()
    {
        var admin = await AdminAsync();
        var (ada, _) = await _server.UserAsync($"{Guid.CreateVersion7():N}@example.com", "ultimate");
        var (json, tag) = await ReadAsync(admin);
        var without = json.Replace("\"key\": \"ultimate\"", "\"key\": \"unlimited\"", StringComparison.Ordinal);
        var problem = await PutAsync(admin, without, tag).IsProblemAsync(HttpStatusCode.Conflict, "plans_in_use");
        var used = Assert.Single(problem.GetProperty("plans").EnumerateArray());
        Assert.Equal(("ultimate", 1), (used.GetProperty("plan").GetString(),
            used.GetProperty("workspaceCount").GetInt32()));
        await _server.ExecuteAsync($"update workspace set plan = 'free' where id = '{ada.WorkspaceId}'");
        await PutAsync(admin, without, tag).IsAsync(HttpStatusCode.OK);
        await PutAsync(admin, json, (await ReadAsync(admin)).Tag).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_plan_that_makes_more_at_once_does_so_with_what_waits_already()
    {
        var admin = await AdminAsync();
        var (_, client) = await _server.UserAsync($"{Guid.CreateVersion7():N}@example.com", "starter");
        var waiting = await _server.GenerateAsync(client, new CreateGenerationRequest { Prompt = "a boat", Count = 3 });
        Assert.Equal(waiting.Images[0].Id, (await _server.ClaimAsync())?.JobId);
        Assert.Null(await _server.ClaimAsync());
        var (json, tag) = await ReadAsync(admin);
        await PutAsync(admin, json.Replace("\"parallel\": 1,", "\"parallel\": 2,", StringComparison.Ordinal), tag)
            .IsAsync(HttpStatusCode.OK);
        Assert.Equal(waiting.Images[1].Id, (await _server.ClaimAsync())?.JobId);
        Assert.Null(await _server.ClaimAsync());
        await client.Delete($"generations/{waiting.Id}");
    }

    [Fact]
    public async Task What_the_command_line_stores_holds_in_a_running_server_within_seconds()
    {
        var exported = await ExportCatalogue.RunAsync(_server.Options, Stop);
        var file = Path.Combine(_server.Folder, "edited.json");
        await File.WriteAllTextAsync(file, exported.Replace("\"Free\"", "\"Gratis\"", StringComparison.Ordinal), Stop);
        Assert.True((await ImportCatalogue.RunAsync(_server.Options, file, Stop)).IsNew);
        Assert.False((await ImportCatalogue.RunAsync(_server.Options, file, Stop)).IsNew);
        var limit = DateTime.MinValue.AddSeconds(10);
        for (var waited = DateTime.MinValue; await TitleAsync("free") != "Gratis"; waited = waited.AddSeconds(0.1))
        {
            Assert.True(waited < limit, "It does not hold after 10 seconds.");
            await Task.Delay(100, Stop);
        }
        await File.WriteAllTextAsync(file, exported.Replace("\"plan\": \"free\"", "\"plan\": \"gold\""), Stop);
        var error = await Assert.ThrowsAsync<ServerException>(() =>
            ImportCatalogue.RunAsync(_server.Options, file, Stop));
        Assert.Contains("$.registration.plan", error.Message, StringComparison.Ordinal);
    }

    async Task<HttpClient> AdminAsync()
    {
        var (user, _) = await _server.UserAsync($"{Guid.CreateVersion7():N}@example.com", "free");
        return _server.Client(await _server.KeyAsync(user, Scope.Admin));
    }

    static async Task<(string Json, string Tag)> ReadAsync(HttpClient admin)
    {
        using var answer = await admin.Get("admin/catalogue");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return (await answer.Content.ReadAsStringAsync(Stop), answer.Headers.ETag!.ToString());
    }

    static async Task<HttpResponseMessage> PutAsync(HttpClient admin, string json, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/admin/catalogue")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (tag is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await admin.SendAsync(request, Stop);
    }

    async Task<string> TitleAsync(string plan)
    {
        using var client = _server.Client(null);
        return (await client.Get($"plans/{plan}").IsAsync<JsonElement>(HttpStatusCode.OK))
            .GetProperty("title").GetString()!;
    }
}
