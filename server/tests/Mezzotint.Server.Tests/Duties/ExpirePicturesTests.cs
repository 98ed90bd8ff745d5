using System.Net;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mezzotint.Server.Tests.Duties;

public sealed class ExpirePicturesTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // monthly-quota keeps pictures of "free" for 30 days, those of "starter" for ever.
    [Theory]
    [InlineData("free", 31, 40, false)]
    [InlineData("free", 29, 40, true)]
    [InlineData("free", 31, 1, true)] // came to this plan yesterday
    [InlineData("starter", 400, 400, true)]
    public async Task Pictures_are_kept_as_long_as_the_plan_says(string plan, int days, int daysOfPlan, bool isKept)
    {
        var (user, client) = await pictures.SomebodyAsync(plan);
        var image = await pictures.ImageAsync(client, "old");
        await client.PutAsync($"/api/v1/images/{image.Id}/favourite", null, Stop);
        var files = await pictures.FilesAsync("image", image.Id);
        await pictures.Server.ExecuteAsync($"""
            update image set created_at = now() - interval '{days} days' where id = '{image.Id}';
            update workspace set plan_since = now() - interval '{daysOfPlan} days' where id = '{user.WorkspaceId}';
            """);
        await RunAsync();
        Assert.All(files, file => Assert.Equal(isKept, pictures.HasFile(file)));
        Assert.Equal(isKept ? HttpStatusCode.OK : HttpStatusCode.NotFound,
            (await client.GetAsync(image.Url, Stop)).StatusCode);
    }

    [Fact]
    public async Task An_upload_goes_two_days_after_it_was_last_used()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (used, unused) = (await Pictures.UploadAsync(client, Drawn.File(64, 64, 70)),
            await Pictures.UploadAsync(client, Drawn.File(64, 64, 71)));
        var file = (await pictures.FilesAsync("upload", unused.Id))[0];
        await pictures.Server.ExecuteAsync("update upload set used_at = now() - interval '49 hours'");
        var generation = await Pictures.AskAsync(
            client, new CreateGenerationRequest { Prompt = "a boat", Image = used.Id });
        await RunAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(used.Url, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(unused.Url, Stop)).StatusCode);
        Assert.False(pictures.HasFile(file));
        await client.DeleteAsync($"/api/v1/generations/{generation.Id}", Stop);
    }

    async Task RunAsync()
    {
        var catalogue = new CurrentCatalogue(CatalogueFile.Read(ServerOptions.DefaultPreset).Catalogue);
        using var duty = new ExpirePictures(
            pictures.Server.Database.DataSource, catalogue, pictures.Collector, TimeProvider.System,
            NullLogger<ExpirePictures>.Instance);
        Assert.False(await duty.RunAsync(Stop));
    }
}
