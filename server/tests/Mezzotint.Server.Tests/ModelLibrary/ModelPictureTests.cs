using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Imaging;
using Mezzotint.Server.ModelLibrary;

namespace Mezzotint.Server.Tests.ModelLibrary;

/// <summary>The small pictures by which the picker shows models.</summary>
public sealed class ModelPictureTests : IAsyncLifetime
{
    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_bundled_model_has_a_small_picture_that_is_sent_once()
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "pro");
        var models = (await client.GetFromJsonAsync<List<OfferedModel>>("/api/v1/models", Stop))!;
        var url = models.Single(model => model.Key == "miniature").PictureUrl!;
        using var first = await client.GetAsync(url, Stop);
        var file = await first.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal("image/webp", first.Content.Headers.ContentType!.MediaType);
        Assert.InRange(file.Length, 1000, 30_000);
        Assert.Equal((256, 256), ImageDecoder.ReadSize(file, "the picture"));
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var second = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_model_without_a_picture_has_no_address_of_one()
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "pro");
        var models = (await client.GetFromJsonAsync<List<OfferedModel>>("/api/v1/models", Stop))!;
        var bare = models.First(model => model.PictureUrl is null).Key;
        foreach (var key in new[] { bare, "nothing" })
        {
            using var answer = await client.GetAsync($"/api/v1/models/{key}/picture", Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public void What_the_catalogue_has_counts_before_what_comes_with_the_program()
    {
        var picture = ImageEncoder.Encode(new Pixels(1, 1, 3, [1, 2, 3]), ImageFormat.Webp);
        var model = new Model
        {
            Key = "boats",
            Title = "Boats",
            Tags = ["standard"],
            Wallet = "credits",
            Checkpoint = Model.Miniature,
            Picture = $"data:image/webp;base64,{Convert.ToBase64String(picture)}",
        };
        Assert.Equal(picture, ModelPicture.Of(model));
    }
}
