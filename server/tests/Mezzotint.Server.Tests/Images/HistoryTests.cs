using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mezzotint.Contracts.Collections;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Paging;
using Mezzotint.Imaging;

namespace Mezzotint.Server.Tests.Images;

public sealed class HistoryTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_is_searched_by_words_and_filtered()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        await pictures.ImageAsync(other, "a yellow boat");
        var boat = await pictures.ImageAsync(client, "A yellow boat, at sunset");
        var house = await pictures.ImageAsync(client, "a red house");
        await pictures.Server.ExecuteAsync(
            $"update image set created_at = '2026-01-01T00:00Z', height = 300, is_public = true where id = '{boat.Id}'");
        await client.PutAsync($"/api/v1/images/{house.Id}/favourite", null, Stop);

        async Task FindsAsync(string query, params Guid[] expected)
        {
            var page = await client.GetFromJsonAsync<Page<Image>>($"/api/v1/images?{query}", Stop);
            Assert.True(expected.SequenceEqual(page!.Items.Select(image => image.Id)), query);
        }
        await FindsAsync("", house.Id, boat.Id);
        await FindsAsync("words=boat", boat.Id);
        await FindsAsync("words=YELLOW%20Sunset", boat.Id);
        await FindsAsync("words=a%20-boat", house.Id);
        await FindsAsync("words=%22red%20boat%22");
        await FindsAsync("words=%27%20%26%7C!:*", house.Id, boat.Id); // nothing but signs: no word at all
        await FindsAsync("favourite=true", house.Id);
        await FindsAsync("favourite=false", boat.Id);
        await FindsAsync("public=true", boat.Id);
        await FindsAsync("public=false", house.Id);
        await FindsAsync("to=2026-01-02", boat.Id);
        await FindsAsync("from=2026-01-02T00:00:00Z&words=a", house.Id);
        await FindsAsync("orientation=portrait", boat.Id);
        await FindsAsync("orientation=landscape", house.Id);
        await FindsAsync("orientation=square");
        await FindsAsync("model=miniature&operation=text-to-image", house.Id, boat.Id);
        await FindsAsync("operation=inpaint");
        await FindsAsync($"collection={boat.Id}");

        var first = (await client.GetFromJsonAsync<Page<Image>>("/api/v1/images?limit=1", Stop))!;
        await FindsAsync($"limit=1&cursor={first.Next}", boat.Id);
        foreach (var (query, field) in new[]
        {
            ("orientation=round", "orientation"), ("favourite=perhaps", "favourite"), ("limit=0", "limit"),
            ("limit=many", "limit"), ("cursor=x", "cursor"), ("from=yesterday", "from"), ("collection=1", "collection"),
        })
        {
            var problem = await Pictures.ProblemAsync(
                await client.GetAsync($"/api/v1/images?{query}", Stop), 400, "invalid_field");
            Assert.Equal(field, problem.GetProperty("field").GetString());
        }
        await Pictures.ProblemAsync(await client.GetAsync("/api/v1/images?words=%00", Stop), 400, "invalid_field");
    }

    [Fact]
    public async Task A_picture_says_how_to_make_it_again()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var asked = new CreateGenerationRequest { Prompt = "two boats", Count = 2, Seed = 7, Steps = 12 };
        var generation = await Pictures.AskAsync(client, asked);
        foreach (var image in generation.Images)
            await pictures.DeliverAsync(await pictures.ClaimAsync(image.Id), Drawn.File(64, 64, (int)image.Seed));
        var second = (await client.GetFromJsonAsync<Image>($"/api/v1/images/{generation.Images[1].Id}", Stop))!;
        Assert.Equal(
            asked with { Model = "miniature", Seed = 8, Count = 1, Width = 256, Height = 128 }, second.Recipe);
        Assert.Equal(("image/png", 1m, generation.Id), (second.MediaType, second.Cost, second.GenerationId));
    }

    [Fact]
    public async Task A_picture_has_a_small_one_and_both_come_with_tag_and_by_ranges()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var file = Drawn.File(1000, 500, 8);
        var image = await pictures.ImageAsync(client, "wide", file);
        var small = ImageDecoder.Decode(await client.GetByteArrayAsync(image.ThumbnailUrl, Stop), "it");
        Assert.Equal((384, 192), (small.Width, small.Height));
        foreach (var (url, type) in new[] { (image.Url, "image/png"), (image.ThumbnailUrl, "image/webp") })
        {
            using var whole = await client.GetAsync(url, Stop);
            Assert.Equal(type, whole.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-cache, private", whole.Headers.CacheControl!.ToString());
            using var again = new HttpRequestMessage(HttpMethod.Get, url);
            again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Stop)).StatusCode);
            using var part = new HttpRequestMessage(HttpMethod.Get, url);
            part.Headers.Range = new RangeHeaderValue(2, 5);
            var bytes = await (await client.SendAsync(part, Stop)).Content.ReadAsByteArrayAsync(Stop);
            Assert.Equal((await whole.Content.ReadAsByteArrayAsync(Stop))[2..6], bytes);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_decoded_is_its_own_small_picture()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var image = await pictures.ImageAsync(client, "broken", [1, 2, 3]);
        Assert.Equal([1, 2, 3], await client.GetByteArrayAsync(image.ThumbnailUrl, Stop));
        Assert.Equal("application/octet-stream", image.MediaType);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_from_the_disk_too_and_stays_paid()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (one, two, three) = (await pictures.ImageAsync(client, "one"), await pictures.ImageAsync(client, "two"),
            await pictures.ImageAsync(client, "three"));
        var files = await pictures.FilesAsync("image", one.Id);
        Assert.All(files, file => Assert.True(pictures.HasFile(file)));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/images/{one.Id}", Stop)).StatusCode);
        Assert.All(files, file => Assert.False(pictures.HasFile(file)));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(one.Url, Stop)).StatusCode);
        var generation = await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{one.GenerationId}", Stop);
        Assert.Equal((true, null, 1m), (generation!.Images[0].IsDeleted, generation.Images[0].Url, generation.Cost));

        using var answer = await client.PostAsJsonAsync(
            "/api/v1/images/delete", new ImageIds([one.Id, two.Id, three.Id, two.Id]), Stop);
        Assert.Equal(new[] { two.Id, three.Id }.Order(),
            (await answer.Content.ReadFromJsonAsync<ImageIds>(Stop))!.Ids.Order());
        Assert.Empty((await client.GetFromJsonAsync<Page<Image>>("/api/v1/images", Stop))!.Items);
        foreach (var ids in new[] { [], Enumerable.Repeat(one.Id, 101).ToArray() })
            await Pictures.ProblemAsync(await client.PostAsJsonAsync(
                "/api/v1/images/delete", new ImageIds(ids), Stop), 400, "invalid_field");
    }

    [Fact]
    public async Task Pictures_come_as_one_zip()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        byte[][] files = [Drawn.File(64, 64, 20), Drawn.File(300, 300, 21)];
        Image[] images =
        [
            await pictures.ImageAsync(client, "one", files[0]), await pictures.ImageAsync(client, "two", files[1]),
        ];
        var theirs = await pictures.ImageAsync(other, "theirs");
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/images/archive", new ImageIds([theirs.Id, images[1].Id, images[0].Id]), Stop);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal(2, zip.Entries.Count);
        foreach (var (entry, file) in zip.Entries.Zip(files))
        {
            using var bytes = new MemoryStream();
            await using var content = await entry.OpenAsync(Stop);
            await content.CopyToAsync(bytes, Stop);
            Assert.Equal(file, bytes.ToArray());
            Assert.EndsWith(".png", entry.Name, StringComparison.Ordinal);
        }
        using var none = await other.PostAsJsonAsync(
            "/api/v1/images/archive", new ImageIds([images[0].Id]), Stop);
        await Pictures.ProblemAsync(none, 404, "not_found");
    }

    [Fact]
    public async Task Nobody_else_does_anything_with_a_picture()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("pro");
        var image = await pictures.ImageAsync(client, "mine");
        var own = $"/api/v1/images/{image.Id}";
        (HttpMethod, string, object?)[] calls =
        [
            (HttpMethod.Get, own, null), (HttpMethod.Get, image.Url, null), (HttpMethod.Get, image.ThumbnailUrl, null),
            (HttpMethod.Get, $"{own}/preview", null), (HttpMethod.Put, $"{own}/favourite", null),
            (HttpMethod.Delete, $"{own}/favourite", null), (HttpMethod.Delete, own, null),
            (HttpMethod.Patch, own, new ImageChange { IsPublic = false }),
            (HttpMethod.Get, $"/api/v1/gallery/{image.Id}", null),
            (HttpMethod.Post, $"{own}/links", new CreateLinkRequest { ExpiresInSeconds = 60 }),
        ];
        await Pictures.AssertAllAsync(HttpStatusCode.NotFound, other, calls);
        await Pictures.AssertAllAsync(HttpStatusCode.Unauthorized, pictures.Server.Client(null),
            [.. calls.Where(call => !call.Item2.Contains("gallery", StringComparison.Ordinal))]);
        Assert.Empty((await other.GetFromJsonAsync<Page<Image>>("/api/v1/images", Stop))!.Items);
        using var deleted = await other.PostAsJsonAsync("/api/v1/images/delete", new ImageIds([image.Id]), Stop);
        Assert.Empty((await deleted.Content.ReadFromJsonAsync<ImageIds>(Stop))!.Ids);
        Assert.Equal(image, (await client.GetFromJsonAsync<Image>(own, Stop))!);
    }

    [Fact]
    public async Task A_collection_holds_pictures_of_its_workspace()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        var (mine, theirs) = (await pictures.ImageAsync(client, "mine"), await pictures.ImageAsync(other, "theirs"));
        using var made = await client.PostAsJsonAsync("/api/v1/collections", new CollectionName("Boats"), Stop);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        using var filled = await client.PostAsJsonAsync(
            $"{address}/images", new ImageIds([mine.Id, mine.Id, theirs.Id]), Stop);
        var collection = (await filled.Content.ReadFromJsonAsync<Collection>(Stop))!;
        Assert.Equal(("Boats", 1), (collection.Name, collection.ImageCount));
        var inside = (await client.GetFromJsonAsync<Page<Image>>($"/api/v1/images?collection={collection.Id}", Stop))!;
        Assert.Equal(mine.Id, inside.Items.Single().Id);

        (HttpMethod, string, object?)[] calls =
        [
            (HttpMethod.Get, address, null), (HttpMethod.Patch, address, new CollectionName("Theirs")),
            (HttpMethod.Post, $"{address}/images", new ImageIds([theirs.Id])),
            (HttpMethod.Delete, $"{address}/images/{mine.Id}", null), (HttpMethod.Delete, address, null),
        ];
        await Pictures.AssertAllAsync(HttpStatusCode.NotFound, other, calls);
        await Pictures.AssertAllAsync(HttpStatusCode.Unauthorized, pictures.Server.Client(null), calls);
        Assert.Empty((await other.GetFromJsonAsync<Page<Image>>(
            $"/api/v1/images?collection={collection.Id}", Stop))!.Items);

        using var renamed = await client.PatchAsJsonAsync(address, new CollectionName("Ships"), Stop);
        Assert.Equal("Ships", (await renamed.Content.ReadFromJsonAsync<Collection>(Stop))!.Name);
        Assert.Equal(HttpStatusCode.NoContent,
            (await client.DeleteAsync($"{address}/images/{mine.Id}", Stop)).StatusCode);
        var listed = (await client.GetFromJsonAsync<Page<Collection>>("/api/v1/collections", Stop))!.Items.Single();
        Assert.Equal(("Ships", 0), (listed.Name, listed.ImageCount));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(mine.Url, Stop)).StatusCode);
        foreach (var name in new[] { " ", new string('x', 101) })
            await Pictures.ProblemAsync(await client.PostAsJsonAsync(
                "/api/v1/collections", new CollectionName(name), Stop), 400, "invalid_field");
    }
}
