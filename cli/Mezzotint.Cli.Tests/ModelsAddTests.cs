using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Mezzotint.Cli.Tests;

/// <summary>A model that is added beside a running service, which is not started again.</summary>
public sealed class ModelsAddTests : IDisposable
{
    // Not under a folder that is closed to others: started by root, PostgreSQL runs as another user.
    readonly string _data = Path.Combine(Path.GetTempPath(), $"mezzotint-cli-{Guid.CreateVersion7():N}");
    readonly Workplace _place = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _place.Dispose();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_model_that_is_added_makes_pictures_and_removed_makes_none()
    {
        using var server = CliProcess.Start(_place.Folder, "serve", "--data", _data, "--urls", "http://127.0.0.1:0");
        var line = await server.StandardOutput.ReadLineAsync(Stop);
        var made = _place.Run("admin", "create-user", "--email", "ada@example.com", "--password", "correct horse",
            "--plan", "pro", "--with-key", "--data", _data);
        var address = line!.Split(' ').First(word => word.Contains("://"));
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());
        client.DefaultRequestHeaders.Add("Prefer", "wait=60");

        for (var again = 0; again < 2; again++)
        {
            var added = _place.Run("models", "add", Miniature(), "--name", "twin", "--title", "Twin", "--data", _data);
            Assert.Equal((0, ""), (added.ExitCode, added.Error));
        }
        var generation = await AskUntilKnownAsync(client);
        Assert.Equal("completed", generation.GetProperty("status").GetString());
        Assert.Equal("twin", generation.GetProperty("images")[0].GetProperty("model").GetString());

        var removed = _place.Run("models", "remove", "twin", "--data", _data);
        Assert.Equal((0, ""), (removed.ExitCode, removed.Error));
        Assert.False(Directory.Exists(Path.Combine(_data, "models", "twin")));
        var exported = _place.Run("admin", "catalogue", "export", "--data", _data);
        Assert.Contains("The operator removed it.", exported.Output, StringComparison.Ordinal);

        using (var terminate = Process.Start("kill", ["-TERM", $"{server.Id}"]))
            await terminate.WaitForExitAsync(Stop);
        await server.WaitForExitAsync(Stop);
    }

    /// <summary>A running server knows it within seconds.</summary>
    static async Task<JsonElement> AskUntilKnownAsync(HttpClient client)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            using var body = new StringContent(
                """{"prompt":"a yellow boat on the sea","model":"twin","steps":4,"seed":5}""", Encoding.UTF8,
                "application/json");
            using var answer = await client.PostAsync("/api/v1/generations", body, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            if (answer.IsSuccessStatusCode)
                return JsonDocument.Parse(text).RootElement;
            Assert.Contains("model_unknown", text, StringComparison.Ordinal);
            await Task.Delay(200, Stop);
        }
        throw new TimeoutException("The server does not know the model.");
    }

    static string Miniature()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "models", "miniature", "model_index.json")))
                return Path.Combine(folder, "models", "miniature");
        throw new InvalidOperationException("The miniature is not there.");
    }
}
