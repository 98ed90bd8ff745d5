using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;

namespace Mezzotint.Server.Tests.Generations;

public sealed class ListStartPicturesTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uploads_and_images_are_found_by_id_and_what_is_gone_or_anothers_is_left_out()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, stranger) = await pictures.SomebodyAsync("starter");
        var upload = await Pictures.UploadAsync(client, Drawn.File(96, 64, 50));
        var image = await pictures.ImageAsync(client, "a boat");
        var path = $"/api/v1/start-pictures?id={upload.Id}&id={image.Id}&id={Guid.CreateVersion7()}";
        var found = (await client.GetFromJsonAsync<List<StartPicture>>(path, Stop))!;
        Assert.Equal(
            [("upload", upload.Id, upload.Url, 96, 64), ("image", image.Id, image.Url, image.Width, image.Height)],
            found.Select(one => (one.Kind, one.Id, one.Url, one.Width, one.Height)));
        Assert.Empty((await stranger.GetFromJsonAsync<List<StartPicture>>(path, Stop))!);
    }

    [Fact]
    public async Task More_than_ten_are_asked_for_in_parts()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var ids = string.Join('&', Enumerable.Range(0, 11).Select(_ => $"id={Guid.CreateVersion7()}"));
        using var answer = await client.GetAsync($"/api/v1/start-pictures?{ids}", Stop);
        await Pictures.ProblemAsync(answer, 400, "invalid_field");
    }
}
