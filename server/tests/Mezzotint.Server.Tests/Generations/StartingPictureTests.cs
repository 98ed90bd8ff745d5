using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Generations;

namespace Mezzotint.Server.Tests.Generations;

public sealed class StartingPictureTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_starts_from_an_upload_and_its_mask_which_only_its_worker_fetches()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = await Pictures.UploadAsync(client, Drawn.File(100, 70, 50));
        var mask = await Pictures.UploadAsync(client, Drawn.File(100, 70, 51));
        var unasked = await Pictures.UploadAsync(client, Drawn.File(100, 70, 52));
        var generation = await Pictures.AskAsync(client, new CreateGenerationRequest
        {
            Prompt = "a boat",
            Image = image.Id,
            Mask = mask.Id,
            Strength = 0.5,
            Count = 2,
        });
        var job = await pictures.ClaimAsync(generation.Images[0].Id);
        Assert.Equal(0.5, job.Job.Strength);
        var files = await client.GetByteArrayAsync(image.Url, Stop);
        Assert.Equal(files, await FetchAsync(job.JobId, job.LeaseToken, job.Job.Image!));
        Assert.Equal(await client.GetByteArrayAsync(mask.Url, Stop),
            await FetchAsync(job.JobId, job.LeaseToken, job.Job.Mask!));

        var other = Convert.ToHexStringLower((await pictures.FilesAsync("upload", unasked.Id))[0]);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(job.JobId, job.LeaseToken, other));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(job.JobId, job.LeaseToken, "..%2F..%2Fserver.lock"));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(job.JobId, Guid.Empty, job.Job.Image!));
        Assert.Equal(HttpStatusCode.Conflict,
            await StatusAsync(generation.Images[1].Id, job.LeaseToken, job.Job.Image!));
        await pictures.DeliverAsync(job, Drawn.File(96, 64, 53));
        Assert.Equal("inpaint",
            (await client.GetFromJsonAsync<Image>($"/api/v1/images/{job.JobId}", Stop))!.Operation);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(job.JobId, job.LeaseToken, job.Job.Image!));
        await client.DeleteAsync($"/api/v1/generations/{generation.Id}", Stop);
    }

    [Fact]
    public async Task What_a_waiting_job_starts_from_stays_on_the_disk_until_the_job_is_final()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var upload = await Pictures.UploadAsync(client, Drawn.File(64, 64, 54));
        var file = (await pictures.FilesAsync("upload", upload.Id))[0];
        var request = new CreateGenerationRequest { Prompt = "a boat", Image = upload.Id, Count = 2 };
        var generation = await Pictures.AskAsync(client, request);
        await client.DeleteAsync($"/api/v1/uploads/{upload.Id}", Stop);
        Assert.True(pictures.HasFile(file));
        var job = await pictures.ClaimAsync(generation.Images[0].Id);
        Assert.NotEmpty(await FetchAsync(job.JobId, job.LeaseToken, job.Job.Image!));
        await pictures.DeliverAsync(job, Drawn.File(64, 64, 55));
        await pictures.Collector.CollectAsync([file], Stop);
        Assert.True(pictures.HasFile(file)); // the other picture still waits
        await client.DeleteAsync($"/api/v1/generations/{generation.Id}", Stop);
        await pictures.Collector.CollectAsync([file], Stop);
        Assert.False(pictures.HasFile(file));
    }

    [Fact]
    public async Task A_picture_that_was_made_here_is_started_from_again()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = await pictures.ImageAsync(client, "a boat");
        var request = new CreateGenerationRequest { Prompt = "a ship", Image = image.Id };
        var generation = await Pictures.AskAsync(client, request);
        var job = await pictures.ClaimAsync(generation.Images[0].Id);
        Assert.Equal(await client.GetByteArrayAsync(image.Url, Stop),
            await FetchAsync(job.JobId, job.LeaseToken, job.Job.Image!));
        await pictures.DeliverAsync(job, Drawn.File(96, 64, 56));
        var made = (await client.GetFromJsonAsync<Image>($"/api/v1/images/{job.JobId}", Stop))!;
        Assert.Equal(("image-to-image", image.Id), (made.Operation, made.Recipe.Image));
    }

    [Fact]
    public async Task A_picture_that_is_not_there_or_does_not_fit_is_named()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        var image = (await Pictures.UploadAsync(client, Drawn.File(64, 64, 57))).Id;
        var small = (await Pictures.UploadAsync(client, Drawn.File(64, 32, 58))).Id;
        var huge = (await Pictures.UploadAsync(client, Drawn.File(2100, 64, 59))).Id;
        var theirs = (await Pictures.UploadAsync(other, Drawn.File(64, 64, 60))).Id;
        var made = (await pictures.ImageAsync(client, "a boat")).Id;
        foreach (var (body, field) in new (object, string)[]
        {
            (new { prompt = "a", image = theirs }, "image"), (new { prompt = "a", image = Guid.Empty }, "image"),
            (new { prompt = "a", mask = image }, "mask"), (new { prompt = "a", image, mask = theirs }, "mask"),
            (new { prompt = "a", image, mask = made }, "mask"), (new { prompt = "a", image, mask = small }, "mask"),
            (new { prompt = "a", strength = 0.5 }, "strength"), (new { prompt = "a", image, strength = 0 }, "strength"),
            (new { prompt = "a", image, strength = 1.01 }, "strength"), (new { prompt = "a", image = "x" }, "image"),
        })
        {
            using var refused = await client.PostAsJsonAsync("/api/v1/generations", body, Stop);
            var problem = await Pictures.ProblemAsync(refused, 400, "invalid_field");
            Assert.Equal(field, problem.GetProperty("field").GetString());
        }
        using var large = await client.PostAsJsonAsync("/api/v1/generations", new { prompt = "a", image = huge }, Stop);
        await Pictures.ProblemAsync(large, 400, "size_too_large"); // as if its size were asked for
    }

    [Fact]
    public void What_starts_from_a_picture_is_priced_by_its_size_and_needs_the_tier_of_strength()
    {
        var catalogue = CatalogueFile.Read("weekly-yearly").Catalogue;
        var request = new CreateGenerationRequest { Prompt = "a", Image = Guid.Empty };
        var wish = GenerationWish.Of(request, catalogue, new StartingPicture(Guid.Empty, [], 1030, 515));
        Assert.Equal(("image-to-image", 1024, 512), (wish.Operation, wish.WidthPixels, wish.HeightPixels));
        foreach (var (plan, isAllowed) in new[] { ("free", false), ("starter", false), ("pro", true) })
            Assert.Equal(isAllowed, catalogue.Allows(
                catalogue.FindPlan(plan)!, wish with { IsFromApi = false }, new()) is Catalogue.Rules.Verdict.Allowed);
    }

    [Fact]
    public async Task A_running_job_shows_what_it_looks_like_so_far_to_its_owner_alone()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        var generation = await Pictures.AskAsync(client, new CreateGenerationRequest { Prompt = "a boat" });
        var job = await pictures.ClaimAsync(generation.Images[0].Id);
        var address = $"/api/v1/images/{job.JobId}/preview";
        await pictures.Server.Worker.PostAsJsonAsync($"/api/worker/v1/jobs/{job.JobId}/heartbeat",
            new Contracts.WorkerApi.Heartbeat(job.LeaseToken, 1, 20), Stop);
        var running = await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{generation.Id}", Stop);
        Assert.Equal(address, running!.Images[0].PreviewUrl);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync(address, Stop)).StatusCode);
        var newest = Drawn.File(32, 32, 61, Imaging.ImageFormat.Webp);
        foreach (var preview in new[] { Drawn.File(32, 32, 62, Imaging.ImageFormat.Webp), newest })
            Assert.Equal(HttpStatusCode.NoContent, await ShowAsync(job.JobId, job.LeaseToken, preview));
        using var shown = await client.GetAsync(address, Stop);
        Assert.Equal(newest, await shown.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("no-store, private", shown.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address, Stop)).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, await ShowAsync(job.JobId, Guid.Empty, newest));
        Assert.Equal(HttpStatusCode.BadRequest, await ShowAsync(job.JobId, job.LeaseToken, [1, 2, 3]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            await ShowAsync(job.JobId, job.LeaseToken, new byte[70_000]));
        await pictures.DeliverAsync(job, Drawn.File(64, 64, 63));
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, await ShowAsync(job.JobId, job.LeaseToken, newest));
    }

    async Task<byte[]> FetchAsync(Guid job, Guid lease, string name) => await pictures.Server.Worker
        .GetByteArrayAsync($"/api/worker/v1/jobs/{job}/inputs/{name}?leaseToken={lease}", Stop);

    async Task<HttpStatusCode> StatusAsync(Guid job, Guid lease, string name) => (await pictures.Server.Worker
        .GetAsync($"/api/worker/v1/jobs/{job}/inputs/{name}?leaseToken={lease}", Stop)).StatusCode;

    async Task<HttpStatusCode> ShowAsync(Guid job, Guid lease, byte[] preview)
    {
        using var content = new ByteArrayContent(preview);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/webp");
        using var answer = await pictures.Server.Worker.PutAsync(
            $"/api/worker/v1/jobs/{job}/preview?leaseToken={lease}", content, Stop);
        return answer.StatusCode;
    }
}
