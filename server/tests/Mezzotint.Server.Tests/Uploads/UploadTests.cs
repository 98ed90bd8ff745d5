using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Uploads;
using Mezzotint.Imaging;

namespace Mezzotint.Server.Tests.Uploads;

public sealed class UploadTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_of_any_format_becomes_a_png_without_the_words_that_came_with_it()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            var file = Drawn.File(40, 24, 1, format, new ImageMetadata("a secret recipe", IsGenerated: true));
            var upload = await Pictures.UploadAsync(client, file);
            var clean = await client.GetByteArrayAsync(upload.Url, Stop);
            Assert.Equal((40, 24, clean.LongLength), (upload.Width, upload.Height, upload.Bytes));
            Assert.Equal(ImageFormat.Png, ImageFormats.Recognise(clean));
            Assert.Equal(new ImageMetadata(null, false), ImageDecoder.ReadMetadata(clean, "it"));
            Assert.Equal(48, (upload.ExpiresAt - upload.CreatedAt).TotalHours, 0.01);
        }
    }

    [Fact]
    public async Task A_picture_is_turned_upright_and_forgets_where_it_was_taken()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var file = Drawn.SidewaysJpeg(40, 24, "52.5163 N 13.3777 E");
        Assert.Contains("52.5163", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var upload = await Pictures.UploadAsync(client, file);
        var clean = await client.GetByteArrayAsync(upload.Url, Stop);
        Assert.Equal((24, 40), (upload.Width, upload.Height));
        Assert.DoesNotContain("52.5163", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_as_good_as_a_body_and_the_same_picture_is_the_same_upload()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var file = Drawn.File(32, 32, 2);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "boat.png" } };
        using var first = await client.PostAsync("/api/v1/uploads", form, Stop);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var upload = (await first.Content.ReadFromJsonAsync<Upload>(Stop))!;
        Assert.Equal($"/api/v1/uploads/{upload.Id}", first.Headers.Location!.ToString());
        using var again = await Pictures.PostAsync(client, file);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(upload.Id, (await again.Content.ReadFromJsonAsync<Upload>(Stop))!.Id);
        Assert.Equal(upload.Id, (await client.GetFromJsonAsync<Upload>(first.Headers.Location, Stop))!.Id);
        var broken = new StringContent("no form", Encoding.UTF8, new MediaTypeHeaderValue("multipart/form-data"));
        using var answer = await client.PostAsync("/api/v1/uploads", broken, Stop);
        await Pictures.ProblemAsync(answer, 400, "invalid_request");
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_by_its_code()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var whole = Drawn.File(200, 200, 3);
        foreach (var file in new byte[][] { [1, 2, 3], whole[..(whole.Length / 2)], "<svg/>"u8.ToArray() })
            await Pictures.ProblemAsync(await Pictures.PostAsync(client, file), 422, "picture_unreadable");
        await Pictures.ProblemAsync(
            await Pictures.PostAsync(client, Drawn.Bomb(20_000, 20_000)), 413, "too_many_pixels");
        await Pictures.ProblemAsync(await Pictures.PostAsync(client, []), 400, "invalid_field");
        client.DefaultRequestHeaders.ExpectContinue = true;
        await Pictures.ProblemAsync(
            await Pictures.PostAsync(client, new byte[100 << 20]), 413, "body_too_large");
    }

    [Fact]
    public async Task Nobody_else_sees_or_deletes_an_upload()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("pro");
        var upload = await Pictures.UploadAsync(client, Drawn.File(32, 32, 4));
        (HttpMethod, string, object?)[] calls =
        [
            (HttpMethod.Get, $"/api/v1/uploads/{upload.Id}", null), (HttpMethod.Get, upload.Url, null),
            (HttpMethod.Delete, $"/api/v1/uploads/{upload.Id}", null),
        ];
        await Pictures.AssertAllAsync(HttpStatusCode.NotFound, other, calls);
        await Pictures.AssertAllAsync(HttpStatusCode.Unauthorized, pictures.Server.Client(null), calls);
        Assert.Empty((await other.GetFromJsonAsync<Page<Upload>>("/api/v1/uploads", Stop))!.Items);
        var own = (await client.GetFromJsonAsync<Page<Upload>>("/api/v1/uploads?limit=1", Stop))!;
        Assert.Equal((upload.Id, null), (own.Items.Single().Id, own.Next));
    }

    [Fact]
    public async Task The_file_goes_with_the_last_upload_of_it()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        var file = Drawn.File(32, 32, 5);
        var (mine, theirs) = (await Pictures.UploadAsync(client, file), await Pictures.UploadAsync(other, file));
        var hash = (await pictures.FilesAsync("upload", mine.Id))[0];
        await client.DeleteAsync($"/api/v1/uploads/{mine.Id}", Stop);
        Assert.True(pictures.HasFile(hash));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(theirs.Url, Stop)).StatusCode);
        await other.DeleteAsync($"/api/v1/uploads/{theirs.Id}", Stop);
        Assert.False(pictures.HasFile(hash));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(theirs.Url, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_a_workspace_stores_is_the_sum_of_what_is_there()
    {
        var (ada, client) = await pictures.SomebodyAsync("starter");
        var first = await Pictures.UploadAsync(client, Drawn.File(32, 32, 8));
        await Pictures.UploadAsync(client, Drawn.File(40, 32, 9));
        await AssertSumsAsync();
        await client.DeleteAsync($"/api/v1/uploads/{first.Id}", Stop);
        await AssertSumsAsync();

        Task AssertSumsAsync() => pictures.Server.ExecuteAsync($"""
            do $$ begin
                if exists (
                    select from workspace w where w.id = '{ada.WorkspaceId}' and workspace_storage_bytes(w.id) <>
                        (select coalesce(sum(bytes), 0) from image i where i.workspace_id = w.id)
                        + (select coalesce(sum(bytes), 0) from upload u where u.workspace_id = w.id)) then
                    raise exception 'a sum is not that of its rows';
                end if;
            end $$
            """);
    }

    [Fact]
    public async Task Uploads_count_against_the_plans_storage()
    {
        var (_, client) = await pictures.SomebodyAsync("free");
        var upload = await Pictures.UploadAsync(client, Drawn.File(32, 32, 6));
        await pictures.Server.ExecuteAsync($"""
            update workspace_storage s set bytes = 1000000000 from upload u
            where u.id = '{upload.Id}' and s.workspace_id = u.workspace_id
            """);
        var problem = await Pictures.ProblemAsync(
            await Pictures.PostAsync(client, Drawn.File(32, 32, 7)), 403, "storage_full");
        Assert.Equal("starter", problem.GetProperty("plan").GetString());
        using var generation = await client.PostAsJsonAsync("/api/v1/generations", new { prompt = "a boat" }, Stop);
        await Pictures.ProblemAsync(generation, 403, "storage_full");
    }
}
