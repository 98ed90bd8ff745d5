using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Worker;

namespace Mezzotint.Server.Tests.WorkerApi;

public sealed class WorkerTests(Pictures pictures) : IClassFixture<Pictures>
{
    const int Side = 128;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_paints_what_the_mask_says_and_shows_it_while_it_does()
    {
        var (user, client) = await pictures.SomebodyAsync("starter");
        var drawn = Drawn.File(Side, Side, 200);
        var request = new CreateGenerationRequest
        {
            Prompt = "a red house",
            Image = (await Pictures.UploadAsync(client, drawn)).Id,
            Mask = (await Pictures.UploadAsync(client, RightHalf())).Id,
            Strength = 0.9,
            Steps = 30,
            Seed = 1,
        };
        var (image, hasShown) = await PaintAsync(user, client, request);
        Assert.True(image.Status == "completed", $"{image.Failure}");
        Assert.True(hasShown, "No preview was to be had.");
        var file = await client.GetByteArrayAsync(image.Url, Stop);
        var (before, after) = (ImageDecoder.Decode(drawn, "before"), ImageDecoder.Decode(file, "after"));
        Assert.Equal((Side, Side), (after.Width, after.Height));
        Assert.Equal(0, Distance(before, after, 0));
        Assert.True(Distance(before, after, Side / 2) > 5, "What the mask names was not painted.");
        var recipe = RecipeText.Read(ImageDecoder.ReadMetadata(file, "after").Recipe!);
        Assert.Equal(("0.9", 10), (recipe[RecipeNames.Strength], recipe[RecipeNames.InitHash]!.Length));
    }

    [Fact]
    public async Task A_picture_that_there_is_no_room_for_is_not_charged_and_says_so()
    {
        var (user, client) = await pictures.SomebodyAsync("starter");
        var balance = await pictures.Server.BalanceAsync(user);
        var (folder, away) = (Path.Combine(pictures.Server.Folder, "blobs"), pictures.Server.Folder + "-away");
        Directory.CreateDirectory(folder);
        Directory.Move(folder, away);
        await File.WriteAllTextAsync(folder, "no folder", Stop); // nothing can be stored in it
        var request = new CreateGenerationRequest { Prompt = "a boat", Steps = 1, Width = 64, Height = 64 };
        var (image, _) = await PaintAsync(user, client, request);
        File.Delete(folder);
        Directory.Move(away, folder);
        Assert.Equal(("failed", "not_stored"), (image.Status, image.Failure!.Code));
        Assert.Contains("no room", image.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal(balance, await pictures.Server.BalanceAsync(user));
    }

    /// <summary>Asks, and lets a worker paint it that is stopped afterwards.</summary>
    async Task<(GeneratedImage Image, bool HasShown)> PaintAsync(
        User user, HttpClient client, CreateGenerationRequest request)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var key = await pictures.Server.KeyAsync(user, Scope.Worker);
        var worker = WorkerLoop.RunAsync(new WorkerOptions(pictures.Server.Address, key)
        {
            Id = Guid.CreateVersion7(),
            SessionId = Guid.CreateVersion7(),
            Name = "real",
            Models = () => ["miniature"],
        }, stop.Token);
        var result = await WatchAsync(client, await Pictures.AskAsync(client, request));
        await stop.CancelAsync();
        await worker;
        return result;
    }

    /// <summary>Asks until it is done, at most a minute.</summary>
    static async Task<(GeneratedImage Image, bool HasShown)> WatchAsync(HttpClient client, Generation generation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        for (var hasShown = false; ;)
        {
            var now = (await client.GetFromJsonAsync<Generation>(
                $"/api/v1/generations/{generation.Id}", limit.Token))!.Images[0];
            if (now.Status is not ("queued" or "running"))
                return (now, hasShown);
            using var preview = await client.GetAsync($"/api/v1/images/{now.Id}/preview", limit.Token);
            if (preview.StatusCode == HttpStatusCode.OK)
            {
                var shown = ImageDecoder.Decode(await preview.Content.ReadAsByteArrayAsync(limit.Token), "preview");
                Assert.InRange(shown.Width, 1, 128);
                hasShown = true;
            }
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Black to the left, white to the right.</summary>
    static byte[] RightHalf()
    {
        var samples = new byte[Side * Side];
        for (var at = 0; at < samples.Length; at++)
            samples[at] = (byte)(at % Side < Side / 2 ? 0 : 255);
        return ImageEncoder.Encode(new Pixels(Side, Side, 1, samples), ImageFormat.Png);
    }

    /// <summary>Average distance of the samples of one half.</summary>
    static double Distance(Pixels before, Pixels after, int left) => Enumerable.Range(0, before.Samples.Length)
        .Where(at => at / 3 % Side >= left && at / 3 % Side < left + Side / 2)
        .Average(at => Math.Abs(before.Samples[at] - after.Samples[at]));
}
