using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.Images;

namespace Mezzotint.Server.Tests.Images;

public sealed class LinkTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_a_picture_for_whoever_has_it_until_the_picture_goes()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var file = Drawn.File(64, 64, 30);
        var image = await pictures.ImageAsync(client, "shared", file);
        var link = await LinkAsync(client, image.Id, 3600);
        Assert.Equal(3600, (link.ExpiresAt - TimeProvider.System.GetUtcNow()).TotalSeconds, 60.0);
        var anybody = pictures.Server.Client(null);
        Assert.Equal(file, await anybody.GetByteArrayAsync(link.Url, Stop));
        await client.DeleteAsync($"/api/v1/images/{image.Id}", Stop);
        await Pictures.ProblemAsync(await anybody.GetAsync(link.Url, Stop), 404, "not_found");
    }

    [Fact]
    public async Task A_link_that_is_over_or_was_not_made_here_says_so()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = await pictures.ImageAsync(client, "shared");
        var url = (await LinkAsync(client, image.Id, 60)).Url;
        var anybody = pictures.Server.Client(null);
        var middle = url.Length - 60;
        var changed = $"{url[..middle]}{(url[middle] == 'A' ? 'B' : 'A')}{url[(middle + 1)..]}";
        var strange = LinkToken.Sign(image.Id, long.MaxValue, new byte[32]).Write();
        var unknown = LinkToken.Sign(Guid.Empty, 0, new byte[32]).Write();
        foreach (var forged in new[] { changed, $"/api/v1/links/{strange}", $"/api/v1/links/{unknown}" })
            await Pictures.ProblemAsync(await anybody.GetAsync(forged, Stop), 403, "image_link_invalid");
        foreach (var cut in new[] { "/api/v1/links/x", $"{url[..^1]}!", $"{url[..^1]}{(url[^1] == '_' ? '-' : '_')}" })
            await Pictures.ProblemAsync(await anybody.GetAsync(cut, Stop), 404, "not_found");
        await using var command = pictures.Server.Database.DataSource.CreateCommand("select key from signing_key");
        var key = (byte[])(await command.ExecuteScalarAsync(Stop))!;
        var past = LinkToken.Sign(image.Id, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60, key).Write();
        await Pictures.ProblemAsync(await anybody.GetAsync($"/api/v1/links/{past}", Stop), 403, "image_link_expired");
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync(url, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_link_lasts_a_minute_to_a_week()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = await pictures.ImageAsync(client, "shared");
        foreach (var seconds in new[] { 59, 604_801 })
        {
            using var refused = await client.PostAsJsonAsync(
                $"/api/v1/images/{image.Id}/links", new CreateLinkRequest { ExpiresInSeconds = seconds }, Stop);
            var problem = await Pictures.ProblemAsync(refused, 400, "invalid_field");
            Assert.Equal("expiresInSeconds", problem.GetProperty("field").GetString());
        }
        await LinkAsync(client, image.Id, 604_800);
    }

    static async Task<ImageLink> LinkAsync(HttpClient client, Guid id, int seconds)
    {
        using var answer = await client.PostAsJsonAsync(
            $"/api/v1/images/{id}/links", new CreateLinkRequest { ExpiresInSeconds = seconds }, Stop);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ImageLink>(Stop))!;
    }
}
