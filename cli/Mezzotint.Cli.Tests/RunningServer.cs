using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Mezzotint.Cli.Tests;

/// <summary>The service with its worker, as an operator starts it, and somebody with a key for it.</summary>
sealed class RunningServer : IDisposable
{
    // Not under a folder that is closed to others: started by root, PostgreSQL runs as another user.
    readonly string _data = Path.Combine(Path.GetTempPath(), $"mezzotint-cli-{Guid.CreateVersion7():N}");
    readonly Workplace _place;
    readonly Process _server;

    RunningServer(Workplace place)
    {
        _place = place;
        _server = CliProcess.Start(place.Folder, "serve", "--data", _data, "--urls", "http://127.0.0.1:0");
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Who asks, with a key, and waits for answers.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Where a file of its models lies.</summary>
    public string this[string model] => Path.Combine(_data, "models", model);

    /// <summary>Starts it in a folder, whose models it has.</summary>
    public static async Task<RunningServer> StartAsync(Workplace place)
    {
        var service = new RunningServer(place);
        var line = await service._server.StandardOutput.ReadLineAsync(Stop);
        service.Client.BaseAddress = new Uri(line!.Split(' ').First(word => word.Contains("://")));
        var made = service.Run("admin", "create-user", "--email", "ada@example.com", "--password", "correct horse",
            "--plan", "pro", "--with-key");
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Trim());
        service.Client.DefaultRequestHeaders.Add("Prefer", "wait=60");
        return service;
    }

    /// <summary>Runs a command of its operator and gives what it printed.</summary>
    public string Run(params string[] arguments)
    {
        var result = _place.Run([.. arguments, "--data", _data]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    /// <summary>Sends a picture in and gives its id.</summary>
    public async Task<Guid> UploadAsync(string path)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path, Stop));
        using var answer = await Client.PostAsync("/api/v1/uploads", content, Stop);
        return (await JsonAsync(answer)).GetProperty("id").GetGuid();
    }

    /// <summary>Asks for one picture and gives its id and its file.</summary>
    public async Task<(Guid Id, byte[] File)> MakeAsync(object request)
    {
        using var answer = await PostAsync(request);
        var generation = await JsonAsync(answer);
        Assert.True(generation.GetProperty("status").GetString() == "completed", generation.ToString());
        var image = generation.GetProperty("images")[0];
        return (image.GetProperty("id").GetGuid(),
            await Client.GetByteArrayAsync(image.GetProperty("url").GetString(), Stop));
    }

    /// <summary>Asks for one picture that fails, and gives the sentence.</summary>
    public async Task<string> FailedAsync(object request) => (await FailureAsync(request)).Detail;

    /// <summary>Asks for one picture that fails, and gives the code and the sentence.</summary>
    public async Task<(string Code, string Detail)> FailureAsync(object request)
    {
        using var answer = await PostAsync(request);
        var generation = await JsonAsync(answer);
        Assert.True(generation.GetProperty("status").GetString() == "failed", generation.ToString());
        var failure = generation.GetProperty("images")[0].GetProperty("failure");
        return (failure.GetProperty("code").GetString()!, failure.GetProperty("detail").GetString()!);
    }

    /// <summary>Asks for something that is refused and gives the code.</summary>
    public async Task<string> RefusedAsync(object request)
    {
        using var answer = await PostAsync(request);
        Assert.False(answer.IsSuccessStatusCode);
        return (await JsonAsync(answer)).GetProperty("code").GetString()!;
    }

    /// <summary>Waits until the server knows what a command of its operator changed: seconds.</summary>
    public async Task UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await Client.GetAsync(path, Stop);
            if (isSo(await JsonAsync(answer)))
                return;
            await Task.Delay(200, Stop);
        }
        throw new TimeoutException($"{path} does not say what it should.");
    }

    public void Dispose()
    {
        using (var terminate = Process.Start("kill", ["-TERM", $"{_server.Id}"]))
            terminate.WaitForExit();
        _server.WaitForExit();
        _server.Dispose();
        Client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    async Task<HttpResponseMessage> PostAsync(object request)
    {
        using var body = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/json");
        return await Client.PostAsync("/api/v1/generations", body, Stop);
    }

    static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
}
