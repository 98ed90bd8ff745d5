using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mezzotint.Imaging;

namespace Mezzotint.Cli.Tests;

/// <summary>The service as a user meets it: real processes, a database made on the spot, the bundled model.</summary>
public sealed class ServeTests : IDisposable
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
    public async Task With_nothing_configured_a_prompt_becomes_two_pictures_and_their_charge()
    {
        using var server = CliProcess.Start(_place.Folder, "serve", "--data", _data, "--urls", "http://127.0.0.1:0");
        var errors = server.StandardError.ReadToEndAsync(Stop);
        var line = await server.StandardOutput.ReadLineAsync(Stop);
        Assert.True(line is not null, "It ended: " + (server.HasExited ? await errors : ""));
        var address = line.Split(' ').First(word => word.Contains("://"));
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var made = _place.Run("admin", "create-user", "--email", "ada@example.com", "--password", "correct horse",
            "--plan", "pro", "--with-key", "--data", _data);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());
        client.DefaultRequestHeaders.Add("Prefer", "wait=60");
        using var body = new StringContent(
            """{"prompt":"a yellow boat on the sea at sunset","count":2,"steps":4,"seed":5}""", Encoding.UTF8,
            "application/json");
        using var answer = await client.PostAsync("/api/v1/generations", body, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var generation = JsonDocument.Parse(text).RootElement;
        Assert.True(generation.GetProperty("status").GetString() == "completed", text);
        Assert.Equal(2, generation.GetProperty("cost").GetDecimal());
        foreach (var image in generation.GetProperty("images").EnumerateArray())
        {
            var file = await client.GetByteArrayAsync(image.GetProperty("url").GetString(), Stop);
            var pixels = ImageDecoder.Decode(file, "the picture");
            Assert.Equal((256, 256), (pixels.Width, pixels.Height));
        }

        using (var terminate = Process.Start("kill", ["-TERM", $"{server.Id}"]))
            await terminate.WaitForExitAsync(Stop);
        await server.WaitForExitAsync(Stop);
        Assert.Equal((0, ""), (server.ExitCode, await errors));
        Assert.False(File.Exists(Path.Combine(_data, "postgres", "data", "postmaster.pid")));
    }

    [Fact]
    public void A_preset_that_is_not_there_is_answered_with_those_that_are()
    {
        var result = _place.Run("serve", "--data", _data, "--preset", "gold");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("monthly-quota, prepaid-packs, two-wallets", result.Error, StringComparison.Ordinal);
    }
}
