using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mezzotint.Server.Tests;

/// <summary>What tests expect of an answer.</summary>
static class Answers
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A problem of a status and code.</summary>
    public static async Task<JsonElement> IsProblemAsync(
        this Task<HttpResponseMessage> request, HttpStatusCode status, string code)
    {
        using var answer = await request;
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }

    /// <summary>A success without a body, or with one that is not looked at.</summary>
    public static async Task IsAsync(this Task<HttpResponseMessage> request, HttpStatusCode status)
    {
        using var answer = await request;
        Assert.True(status == answer.StatusCode,
            $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
    }

    /// <summary>A success with a body.</summary>
    public static async Task<T> IsAsync<T>(this Task<HttpResponseMessage> request, HttpStatusCode status)
    {
        using var answer = await request;
        Assert.True(status == answer.StatusCode,
            $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return (await answer.Content.ReadFromJsonAsync<T>(Stop))!;
    }

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, object? body = null) =>
        client.PostAsJsonAsync($"/api/v1/{path}", body ?? new { }, Stop);

    public static Task<HttpResponseMessage> Patch(this HttpClient client, string path, object body) =>
        client.PatchAsJsonAsync($"/api/v1/{path}", body, Stop);

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) =>
        client.GetAsync($"/api/v1/{path}", Stop);

    public static async Task<HttpResponseMessage> Delete(this HttpClient client, string path, object? body = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/{path}");
        if (body is not null)
            message.Content = JsonContent.Create(body);
        return await client.SendAsync(message, Stop);
    }
}
