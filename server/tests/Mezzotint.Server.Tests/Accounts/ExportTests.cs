using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.Accounts;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class ExportTests(Pictures pictures) : IClassFixture<Pictures>
{
    const string Address = "/api/v1/account/export";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_takes_away_what_is_theirs_and_nothing_of_others()
    {
        var (ada, browser) = await pictures.Server.PersonAsync("export-ada@example.com", "pro");
        var (_, other) = await pictures.Server.PersonAsync("export-bob@example.com", "pro");
        var file = Drawn.File(96, 64, 7);
        var own = await pictures.ImageAsync(browser, "a yellow boat", file);
        await pictures.ImageAsync(other, "a secret castle");
        await MakeMemberAsync(ada, other, "Castle");

        using var zip = new ZipArchive(new MemoryStream(await browser.GetByteArrayAsync(Address, Stop)));
        var folder = $"workspaces/{ada.WorkspaceId}";
        string[] names = [.. zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        var picture = Assert.Single(names, name => name.EndsWith(".png", StringComparison.Ordinal));
        Assert.Equal(
            [
                "account.json", $"{folder}/generations.json", $"{folder}/images.json", picture,
                $"{folder}/transfers.json", $"{folder}/workspace.json",
            ],
            names);
        Assert.Equal(file, await BytesAsync(zip, picture));
        Assert.Equal("export-ada@example.com", (await JsonAsync(zip, "account.json")).GetProperty("email").GetString());
        var image = Assert.Single((await JsonAsync(zip, $"{folder}/images.json")).EnumerateArray());
        Assert.Equal($"{folder}/{image.GetProperty("file").GetString()}", picture);
        Assert.Equal(own.Id, image.GetProperty("image").GetProperty("id").GetGuid());
        var generation = Assert.Single((await JsonAsync(zip, $"{folder}/generations.json")).EnumerateArray());
        Assert.Equal("a yellow boat", generation.GetProperty("request").GetProperty("prompt").GetString());
        Assert.Contains((await JsonAsync(zip, $"{folder}/transfers.json")).EnumerateArray(),
            transfer => transfer.GetProperty("generationId").ValueEquals(own.GenerationId.ToString()));
    }

    [Fact]
    public async Task Lists_that_are_longer_than_a_part_are_whole()
    {
        var (ada, browser) = await pictures.Server.PersonAsync("export-many@example.com", "pro");
        await pictures.Server.ExecuteAsync($"""
            insert into generation (id, workspace_id, user_id, operation, model, request, seed, image_count, wallet,
                image_millicredits, is_public, request_hash, outcome, finished_at)
            select gen_random_uuid(), '{ada.WorkspaceId}', '{ada.Id}', 'text-to-image', 'miniature',
                jsonb_build_object('prompt', 'boat ' || n), 1, 1, 'images', 0, false, '\x00', 'completed', now()
            from generate_series(1, 450) n
            """);
        using var zip = new ZipArchive(new MemoryStream(await browser.GetByteArrayAsync(Address, Stop)));
        var prompts = (await JsonAsync(zip, $"workspaces/{ada.WorkspaceId}/generations.json")).EnumerateArray()
            .Select(generation => generation.GetProperty("request").GetProperty("prompt").GetString());
        Assert.Equal(
            Enumerable.Range(1, 450).Select(n => $"boat {n}").Order(), prompts.Order());
    }

    [Fact]
    public async Task Six_exports_an_hour_are_enough_for_anybody()
    {
        var (_, browser) = await pictures.Server.PersonAsync("export-often@example.com", "pro");
        for (var count = 0; count < 6; count++)
            Assert.NotEmpty(await browser.GetByteArrayAsync(Address, Stop));
        using var answer = await browser.GetAsync(Address, Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>Somebody else's workspace that a person is in and does not own.</summary>
    async Task MakeMemberAsync(User member, HttpClient owner, string name)
    {
        using var answer = await owner.PostAsJsonAsync("/api/v1/workspaces", new { name }, Stop);
        var workspace = (await answer.Content.ReadFromJsonAsync<Workspace>(Stop))!;
        await pictures.Server.ExecuteAsync(
            $"insert into membership (workspace_id, user_id, role) values ('{workspace.Id}', '{member.Id}', 'member')");
    }

    static async Task<JsonElement> JsonAsync(ZipArchive zip, string name) =>
        JsonDocument.Parse(await BytesAsync(zip, name)).RootElement;

    static async Task<byte[]> BytesAsync(ZipArchive zip, string name)
    {
        await using var stream = await zip.GetEntry(name)!.OpenAsync(Stop);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }
}
