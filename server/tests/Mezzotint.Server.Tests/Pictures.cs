using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Uploads;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Tests;

/// <summary>A server that the tests of a class share, each with people of its own; verbs about pictures.</summary>
public class Pictures : IAsyncLifetime
{
    static int _count;

    internal ServerUnderTest Server { get; private set; } = null!;

    /// <summary>The offer, and a plan of it for the operator.</summary>
    protected virtual (string Preset, string Plan) Offer => (ServerOptions.DefaultPreset, "free");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Server = await ServerUnderTest.StartAsync(
        options => options with { Preset = Offer.Preset }, Offer.Plan);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Server.DisposeAsync();
    }

    /// <summary>Somebody new.</summary>
    internal Task<(User User, HttpClient Client)> SomebodyAsync(string plan) =>
        Server.UserAsync($"somebody{Interlocked.Increment(ref _count)}@example.com", plan);

    /// <summary>A picture that was asked for and delivered.</summary>
    internal async Task<Image> ImageAsync(HttpClient client, string prompt, byte[]? file = null)
    {
        file ??= Drawn.File(96, 64, Interlocked.Increment(ref _count) % 256);
        var generation = await AskAsync(client, new CreateGenerationRequest { Prompt = prompt });
        await DeliverAsync(await ClaimAsync(generation.Images[0].Id), file);
        return (await client.GetFromJsonAsync<Image>($"/api/v1/images/{generation.Images[0].Id}", Stop))!;
    }

    internal static async Task<Generation> AskAsync(HttpClient client, CreateGenerationRequest request)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/generations", request, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return await ServerUnderTest.ReadAsync(answer);
    }

    /// <summary>
    /// Claims one job; tests of a class run one after the other, so it is the one that was just asked for.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="models">What the worker has besides the miniature.</param>
    internal async Task<ClaimedJob> ClaimAsync(Guid id, params string[] models)
    {
        var job = await Server.ClaimAsync(models);
        Assert.Equal(id, job?.JobId);
        return job!;
    }

    internal async Task DeliverAsync(ClaimedJob job, byte[] file) =>
        Assert.Equal(HttpStatusCode.NoContent, (await Server.DeliverAsync(job, file)).StatusCode);

    internal static async Task<Upload> UploadAsync(HttpClient client, byte[] file)
    {
        using var answer = await PostAsync(client, file);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<Upload>(Stop))!;
    }

    internal static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded"); // as curl says
        return await client.PostAsync("/api/v1/uploads", content, Stop);
    }

    /// <summary>Whether the server has a file of this name on its disk.</summary>
    internal bool HasFile(byte[] hash) => File.Exists(Blobs.PathOf(hash));

    internal FolderBlobs Blobs => new(DataFolder.Open(Server.Folder));

    internal BlobCollector Collector => new(Server.Database.DataSource, Blobs);

    /// <summary>The names of the files of a picture or an upload.</summary>
    internal async Task<byte[][]> FilesAsync(string table, Guid id)
    {
        var columns = table == "image" ? "array[blob, thumbnail]" : "array[blob]";
        await using var command = Server.Database.DataSource.CreateCommand(
            $"select {columns} from {table} where id = '{id}'");
        return (byte[][])(await command.ExecuteScalarAsync(Stop))!;
    }

    /// <summary>Each of the addresses answers with this status.</summary>
    internal static async Task AssertAllAsync(
        HttpStatusCode status, HttpClient client, params (HttpMethod Method, string Address, object? Body)[] calls)
    {
        foreach (var (method, address, body) in calls)
        {
            using var message = new HttpRequestMessage(method, address)
            {
                Content = body is null ? null : JsonContent.Create(body),
            };
            using var answer = await client.SendAsync(message, Stop);
            Assert.True(status == answer.StatusCode, $"{method} {address}: {answer.StatusCode}");
        }
    }

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True((HttpStatusCode)status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }
}
