using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.Gallery;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.Gallery;

public sealed class GalleryTests(ChosenVisibility pictures) : IClassFixture<ChosenVisibility>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    HttpClient Anybody => pictures.Server.Client(null);

    [Fact]
    public async Task What_its_owner_shows_is_in_the_gallery_and_nothing_else()
    {
        var (_, client) = await pictures.SomebodyAsync("basic");
        var file = Drawn.File(64, 64, 40);
        var shown = await pictures.ImageAsync(client, "shown", file);
        var kept = await pictures.ImageAsync(client, "kept");
        Assert.False(shown.IsPublic);
        await pictures.Server.ExecuteAsync("update image set is_public = false");
        Assert.True((await PublishAsync(client, shown.Id, true)).IsPublic);

        var page = (await Anybody.GetFromJsonAsync<Page<GalleryImage>>("/api/v1/gallery", Stop))!;
        var image = page.Items.Single();
        Assert.Equal((shown.Id, "shown", 256, 128), (image.Id, image.Prompt, image.Width, image.Height));
        Assert.Equal((shown.Seed, shown.Recipe.Steps), (image.Seed, image.Steps));
        Assert.Equal(image, await Anybody.GetFromJsonAsync<GalleryImage>($"/api/v1/gallery/{shown.Id}", Stop));
        Assert.Equal(file, await Anybody.GetByteArrayAsync(image.Url, Stop));
        Assert.Equal(HttpStatusCode.OK, (await Anybody.GetAsync(image.ThumbnailUrl, Stop)).StatusCode);
        await AssertUnseenAsync(kept.Id);

        await PublishAsync(client, shown.Id, false);
        await AssertUnseenAsync(shown.Id);
    }

    [Fact]
    public async Task What_was_reported_is_hidden_or_dismissed_by_the_operator_alone()
    {
        var (_, client) = await pictures.SomebodyAsync("basic");
        var (admin, _) = await pictures.SomebodyAsync("basic");
        var operators = pictures.Server.Client(await pictures.Server.KeyAsync(admin, Scope.Admin));
        var (bad, good) = (await pictures.ImageAsync(client, "bad"), await pictures.ImageAsync(client, "good"));
        foreach (var image in new[] { bad, good })
        {
            await PublishAsync(client, image.Id, true);
            for (var times = 0; times < 2; times++) // once counts
                await Pictures.AssertAllAsync(HttpStatusCode.NoContent, client, Report(image.Id, "It is not nice."));
        }
        var reports = (await operators.GetFromJsonAsync<Page<Report>>("/api/v1/admin/reports", Stop))!.Items;
        Assert.Equal([good.Id, bad.Id], reports.Select(report => report.ImageId));
        Assert.Equal(("It is not nice.", "good"), (reports[0].Reason, reports[0].Prompt));

        (HttpMethod, string, object?)[] words =
        [
            (HttpMethod.Post, $"/api/v1/admin/gallery/{bad.Id}/hide", null),
            (HttpMethod.Post, $"/api/v1/admin/reports/{reports[0].Id}/dismiss", null),
        ];
        (HttpMethod, string, object?)[] all =
        [
            .. words, (HttpMethod.Get, "/api/v1/admin/reports", null),
            (HttpMethod.Post, $"/api/v1/admin/gallery/{bad.Id}/unhide", null),
        ];
        await Pictures.AssertAllAsync(HttpStatusCode.Forbidden, client, all);
        await Pictures.AssertAllAsync(HttpStatusCode.Unauthorized, Anybody, all);
        await Pictures.AssertAllAsync(HttpStatusCode.NoContent, operators, words);
        Assert.Empty((await operators.GetFromJsonAsync<Page<Report>>("/api/v1/admin/reports", Stop))!.Items);
        await AssertUnseenAsync(bad.Id);
        Assert.Equal(HttpStatusCode.OK, (await Anybody.GetAsync($"/api/v1/gallery/{good.Id}", Stop)).StatusCode);
        Assert.True((await client.GetFromJsonAsync<Image>($"/api/v1/images/{bad.Id}", Stop))!.IsHidden);
        await Pictures.AssertAllAsync(HttpStatusCode.NoContent, operators, all[^1]);
        Assert.Equal(HttpStatusCode.OK, (await Anybody.GetAsync($"/api/v1/gallery/{bad.Id}", Stop)).StatusCode);
        await Pictures.AssertAllAsync(HttpStatusCode.NotFound, operators,
            (HttpMethod.Post, $"/api/v1/admin/gallery/{admin.Id}/hide", null),
            (HttpMethod.Post, $"/api/v1/admin/reports/{admin.Id}/dismiss", null));
    }

    [Fact]
    public async Task A_report_needs_a_reason_a_person_and_a_public_picture()
    {
        var (_, client) = await pictures.SomebodyAsync("basic");
        var image = await pictures.ImageAsync(client, "kept");
        await Pictures.AssertAllAsync(HttpStatusCode.NotFound, client, Report(image.Id, "why"));
        await Pictures.AssertAllAsync(HttpStatusCode.Unauthorized, Anybody, Report(image.Id, "why"));
        await Pictures.AssertAllAsync(HttpStatusCode.BadRequest, client, Report(image.Id, ""),
            Report(image.Id, new string('x', 1001)), Report(image.Id, "a\0b"));
    }

    static (HttpMethod, string, object?) Report(Guid id, string reason) =>
        (HttpMethod.Post, $"/api/v1/gallery/{id}/reports", new ReportRequest(reason));

    static async Task<Image> PublishAsync(HttpClient client, Guid id, bool isPublic)
    {
        using var answer = await client.PatchAsJsonAsync(
            $"/api/v1/images/{id}", new ImageChange { IsPublic = isPublic }, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Image>(Stop))!;
    }

    Task AssertUnseenAsync(Guid id) => Pictures.AssertAllAsync(HttpStatusCode.NotFound, Anybody,
        (HttpMethod.Get, $"/api/v1/gallery/{id}", null), (HttpMethod.Get, $"/api/v1/gallery/{id}/content", null),
        (HttpMethod.Get, $"/api/v1/gallery/{id}/thumbnail", null));
}
