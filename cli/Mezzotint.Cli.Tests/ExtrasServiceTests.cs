using System.Security.Cryptography;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Tests;

/// <summary>LoRAs, ControlNets, upscalers and masks as a user of the service meets them, with a real worker.</summary>
public sealed class ExtrasServiceTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_the_operator_adds_changes_pictures_and_nothing_else_does()
    {
        var nets = new TinyNets(5);
        nets.WriteLora(_place["style.safetensors"]);
        nets.WriteControlNet(_place["edges.safetensors"]);
        nets.WriteUpscaler(_place["larger.safetensors"]);
        Directory.CreateDirectory(_place["loras"]);
        nets.WriteLora(_place["loras/secret.safetensors"]); // lies where the worker looks, and is not registered
        using var service = await RunningServer.StartAsync(_place);
        Assert.StartsWith("style (LoRA, ", service.Run("models", "add", "style.safetensors", "--credits", "0.5"),
            StringComparison.Ordinal);
        Assert.StartsWith("edges (ControlNet, ", service.Run("models", "add", "edges.safetensors"),
            StringComparison.Ordinal);
        Assert.StartsWith("larger (upscaler, SRVGGNetCompact, ", service.Run("models", "add", "larger.safetensors"),
            StringComparison.Ordinal);
        await service.UntilAsync("/api/v1/add-ons", list => list.GetArrayLength() == 2
            && list[0].GetProperty("credits").GetDecimal() == 0.5m);
        await service.UntilAsync("/api/v1/models?kind=upscaler", list => list.GetArrayLength() == 1);

        var plain = await service.MakeAsync(Boat("a yellow boat"));
        var styled = await service.MakeAsync(Boat("a yellow boat <lora:style:0.8>"));
        Assert.NotEqual(Pixels(plain.File), Pixels(styled.File));
        Assert.Equal(styled.File, (await service.MakeAsync(Boat("a yellow boat <lora:style:0.8>"))).File);
        Assert.Equal(plain.File, (await service.MakeAsync(Boat("a yellow boat"))).File);
        var recipe = RecipeOf(styled.File);
        Assert.Equal("a yellow boat <lora:style:0.8>", recipe.Prompt);
        Assert.Equal($"style: {Hash("style.safetensors")}", recipe[RecipeNames.LoraHashes]);
        Assert.Equal("add_on_unknown", await service.RefusedAsync(Boat("a yellow boat <lora:secret:1>")));

        var seen = await service.UploadAsync(_place.GivenPicture("seen.png", 256, 256));
        var guided = await service.MakeAsync(new
        {
            prompt = "a yellow boat",
            steps = 2,
            seed = 5,
            loras = new[] { new { name = "style", weight = 0.5 } },
            control = new[] { new { model = "edges", image = seen, preprocess = "canny", strength = 0.75 } },
        });
        Assert.NotEqual(Pixels(plain.File), Pixels(guided.File));
        Assert.Equal("style: 0.5", RecipeOf(guided.File)[RecipeNames.Loras]);
        Assert.Equal($"Module: canny, Model: edges [{Hash("edges.safetensors")}], Weight: 0.75, Guidance Start: 0, "
            + "Guidance End: 1", RecipeOf(guided.File)[RecipeNames.Control]);

        var large = await service.MakeAsync(new { operation = "upscale", image = styled.Id });
        Assert.Equal((512, 512), ImageDecoder.ReadSize(large.File, "large"));
        Assert.Equal(("a yellow boat <lora:style:0.8>", "larger", "2"), (RecipeOf(large.File).Prompt,
            RecipeOf(large.File)[RecipeNames.Upscaler], RecipeOf(large.File)[RecipeNames.UpscaleFactor]));

        File.Delete(service["loras/style/style.safetensors"]);
        nets.WriteLora(service["loras/style/style.safetensors"]);
        Assert.Equal("The worker has another file for the lora 'style' than the one that was registered: tell the "
            + "operator.", await service.FailedAsync(Boat("a yellow boat <lora:style:0.8>")));
        Assert.Equal("style is removed, with its files.\n", service.Run("models", "remove", "style"));
        await service.UntilAsync("/api/v1/add-ons", list => !list[0].GetProperty("isAvailable").GetBoolean());
        Assert.Equal("add_on_unavailable", await service.RefusedAsync(Boat("a yellow boat <lora:style:0.8>")));
    }

    [Fact]
    public async Task What_is_unfit_or_broken_is_named_and_not_where_it_lies()
    {
        var nets = new TinyNets(5);
        nets.WriteForeignLora(_place["wide.safetensors"]);
        nets.WriteForeignEmbedding(_place["qqwide.safetensors"]);
        using var service = await RunningServer.StartAsync(_place);
        service.Run("models", "add", "wide.safetensors");
        service.Run("models", "add", "qqwide.safetensors");
        service.Run("models", "add", TinyNets.Miniature(), "--name", "twin");
        await service.UntilAsync("/api/v1/add-ons", list => list.GetArrayLength() == 2);
        await service.UntilAsync("/api/v1/models", list =>
            list.EnumerateArray().Any(model => model.GetProperty("key").GetString() == "twin"));

        var (code, detail) = await service.FailureAsync(Boat("a yellow boat <lora:wide:1>"));
        Assert.Equal("add_on_unfit", code);
        Assert.StartsWith(
            "'wide' is a LoRA for another family, the model is SD 1.x: its '", detail, StringComparison.Ordinal);
        (code, detail) = await service.FailureAsync(Boat("a qqwide boat"));
        Assert.Equal("add_on_unfit", code);
        Assert.StartsWith(
            "'qqwide' is an embedding for models whose text is 999 wide, its vectors are 999 wide; the model is SD 1.x",
            detail, StringComparison.Ordinal);

        var unet = Assert.Single(Directory.GetFiles(service["twin/unet"], "*.safetensors"));
        File.Delete(unet); // it may be a link to the model that was added, which is not to change
        await File.WriteAllTextAsync(unet, "no weights", TestContext.Current.CancellationToken);
        (code, detail) = await service.FailureAsync(new { prompt = "a yellow boat", model = "twin", steps = 2 });
        Assert.Equal("model_unusable", code);
        Assert.Contains(Path.GetFileName(unet), detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(unet)!, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_left_with_its_foreground_and_its_mask_paints_it_anew()
    {
        var golden = Path.Combine(Workplace.Golden()!, "tiny", "u2netp.weights.safetensors");
        File.Copy(golden, _place["front.safetensors"]);
        using var service = await RunningServer.StartAsync(_place);
        Assert.StartsWith("front (foreground, ", service.Run("models", "add", "front.safetensors"),
            StringComparison.Ordinal);
        await service.UntilAsync("/api/v1/models?kind=foreground", list => list.GetArrayLength() == 1);
        var image = await service.UploadAsync(_place.GivenPicture("photo.png", 128, 64));
        var cut = await service.MakeAsync(new { operation = "remove-background", image });
        var pixels = ImageDecoder.Decode(cut.File, "cut", new DecodeOptions { Layout = PixelLayout.Rgba });
        Assert.Contains(Enumerable.Range(0, 128 * 64), i => pixels.Samples[4 * i + 3] < 255);
        Assert.Equal("front", RecipeOf(cut.File)[RecipeNames.CutOut]);
        var mask = await service.MakeAsync(new { operation = "mask", image });
        Assert.Equal((128, 64), ImageDecoder.ReadSize(mask.File, "mask"));
        var anew = await service.MakeAsync(new { prompt = "a red house", image, mask = mask.Id, steps = 2, seed = 5 });
        Assert.Equal((128, 64), ImageDecoder.ReadSize(anew.File, "anew"));
    }

    static object Boat(string prompt) => new { prompt, steps = 2, seed = 5 };

    static byte[] Pixels(byte[] file) => ImageDecoder.Decode(file, "the picture").Samples;

    static Recipe RecipeOf(byte[] file) =>
        RecipeText.Read(ImageDecoder.ReadMetadata(file, "the picture").Recipe!);

    string Hash(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_place[name])))[..10];
}
