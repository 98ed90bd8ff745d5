using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Tests;

/// <summary>A model that is added beside a running service, which is not started again.</summary>
public sealed class ModelsAddTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_model_that_is_added_makes_pictures_and_removed_makes_none()
    {
        using var service = await RunningServer.StartAsync(_place);
        File.WriteAllBytes(_place["twin.png"], ImageEncoder.Encode(Grey(400, 300), ImageFormat.Png));
        for (var again = 0; again < 2; again++)
            service.Run("models", "add", TinyNets.Miniature(), "--name", "twin", "--title", "Twin",
                "--picture", _place["twin.png"]);
        await service.UntilAsync("/api/v1/models", list =>
            list.EnumerateArray().Any(model => model.GetProperty("title").GetString() == "Twin"
                && model.GetProperty("pictureUrl").GetString() == "/api/v1/models/twin/picture"));
        var (_, file) = await service.MakeAsync(
            new { prompt = "a yellow boat on the sea", model = "twin", steps = 4, seed = 5 });
        Assert.Equal("twin", RecipeText.Read(ImageDecoder.ReadMetadata(file, "it").Recipe!)[RecipeNames.Model]);

        service.Run("models", "remove", "twin");
        Assert.False(Directory.Exists(service["twin"]));
        Assert.Contains("The operator removed it.", service.Run("admin", "catalogue", "export"),
            StringComparison.Ordinal);
    }

    static Pixels Grey(int width, int height) => new(width, height, 3, Enumerable.Repeat((byte)90, width * height * 3)
        .ToArray());
}
