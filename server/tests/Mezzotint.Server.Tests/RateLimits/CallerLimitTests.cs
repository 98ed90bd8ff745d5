using System.Net;

namespace Mezzotint.Server.Tests.RateLimits;

public sealed class CallerLimitTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_without_a_key_is_slowed_down_and_a_key_beside_it_is_not()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (_, client) = await server.UserAsync("ada@example.com", "starter");
        using var nobody = server.Client(null);
        HttpResponseMessage answer;
        var count = 0;
        do
            answer = await nobody.GetAsync("/healthz", Stop);
        while (answer.StatusCode == HttpStatusCode.OK && ++count < 5000);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(count, 1200, 1500); // a minute's worth at once, and what came meanwhile
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/credits", Stop)).StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_on_this_machine_each_address_has_its_own_share()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var proxy = server.Client(null);
        for (var i = 0; i < 1600; i++)
            await AskAsync("192.0.2.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.2"));

        async Task<HttpStatusCode> AskAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await proxy.SendAsync(request, Stop);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("https://studio.example.com", true)]
    [InlineData("https://evil.example.com", false)]
    public async Task Pages_of_other_origins_may_call_it_where_the_operator_named_them(string origin, bool isAllowed)
    {
        await using var server = await ServerUnderTest.StartAsync(
            options => options with { CorsOrigins = ["https://studio.example.com"] });
        using var client = server.Client(null);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/generations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(isAllowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }
}
