using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mezzotint.Server.Studio;

namespace Mezzotint.Server.Tests.Hosting;

public sealed class StudioTests : IAsyncLifetime
{
    const string Page = """
        <!doctype html><html><head><title>Mezzotint</title><meta name="csp-nonce" content="" />
        <script type="application/json" id="start">{}</script></head><body><img src="%LOGO%" />%NAME%</body></html>
        """;

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"mezzotint-studio-{Guid.CreateVersion7():N}");
    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), Page, Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "first-paint.js"), "first()", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "icon.svg"), "<svg/>", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "a-1.js"), "plain", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "a-1.js.br"), "by brotli", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "a-1.js.gz"), "by gzip", Stop);
        _server = await ServerUnderTest.StartAsync(options => options with { StudioFolder = _folder });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/pictures/019")]
    [InlineData("/nothing/is/here")]
    public async Task Whatever_a_browser_opens_is_the_page_with_the_brand_and_no_cache(string path)
    {
        using var answer = await GetAsync(path, "text/html");
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var start = Regex.Match(text, """id="start">(?<json>.*?)</script>""").Groups["json"].Value;
        using var json = JsonDocument.Parse(start);
        Assert.Equal("Mezzotint", json.RootElement.GetProperty("brand").GetProperty("name").GetString());
        Assert.False(json.RootElement.GetProperty("hasSession").GetBoolean());
        Assert.Contains("<img src=\"/icon.svg\" />Mezzotint</body>", text, StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Scripts_come_from_here_alone_and_each_answer_has_a_nonce_of_its_own_for_styles()
    {
        using var first = await GetAsync("/", "text/html");
        using var second = await GetAsync("/", "text/html");
        var policies = new[] { first, second }.Select(answer =>
            answer.Headers.GetValues("Content-Security-Policy").Single()).ToList();
        Assert.All(policies, policy => Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal));
        Assert.All(policies, policy => Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal));
        Assert.NotEqual(policies[0], policies[1]);
        var nonce = Regex.Match(policies[0], "nonce-(?<value>[^']+)").Groups["value"].Value;
        Assert.Contains($"content=\"{nonce}\"", await first.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_knows_whether_a_session_came_along()
    {
        var (_, browser) = await _server.PersonAsync("ada@example.com");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        using var answer = await browser.SendAsync(request, Stop);
        Assert.Contains("\"hasSession\":true", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br", "by brotli")]
    [InlineData("gzip, deflate", "by gzip")]
    [InlineData("identity", "plain")]
    public async Task A_file_whose_name_has_its_hash_is_kept_for_good_and_comes_packed(string taken, string sent)
    {
        using var answer = await GetAsync("/assets/a-1.js", "*/*", taken);
        Assert.Equal(sent, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
    }

    [Fact]
    public async Task A_browser_that_opens_a_picture_alone_finds_an_icon()
    {
        using var icon = await GetAsync("/favicon.ico", "image/*");
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_file_without_one_is_asked_for_again_and_not_sent_twice()
    {
        using var answer = await GetAsync("/first-paint.js", "*/*");
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/first-paint.js");
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var again = await _server.Client(null).SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/nothing", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/account/log-in", "text/html", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/nothing", "application/json", HttpStatusCode.NotFound)]
    [InlineData("/assets/../index.html.br", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd", "*/*", HttpStatusCode.NotFound)]
    public async Task What_is_no_page_is_refused_as_the_api_refuses(string path, string accept, HttpStatusCode status)
    {
        using var answer = await GetAsync(path, accept);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void A_page_of_another_version_is_refused_by_name()
    {
        var error = Assert.Throws<Server.Hosting.ServerException>(() => new StudioPage("<title>Mezzotint</title>"));
        Assert.Contains("id=\"start\"", error.Message, StringComparison.Ordinal);
    }

    async Task<HttpResponseMessage> GetAsync(string path, string accept, string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        if (encoding is not null)
            request.Headers.Add("Accept-Encoding", encoding);
        return await _server.Client(null).SendAsync(request, Stop);
    }
}
