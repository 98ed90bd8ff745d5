using System.Diagnostics;
using System.Text.Json;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Tests;

public sealed class GenerateTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_picture_is_made_with_its_recipe_and_its_origin_and_nothing_on_the_error_stream()
    {
        var result = Generate(
            "a", "red", "house", "--negative", "blue", "--seed", "7", "--out", "house.png", "--guidance", "3.5");
        Assert.Equal(new CliResult(0, "house.png\n", ""), result);
        var metadata = ImageDecoder.ReadMetadata(_place["house.png"]);
        Assert.True(metadata.IsGenerated);
        var recipe = RecipeText.Read(metadata.Recipe!);
        Assert.Equal("a red house", recipe.Prompt);
        Assert.Equal("blue", recipe.NegativePrompt);
        Assert.Equal(7, recipe.Integer(RecipeNames.Seed));
        Assert.Equal(2, recipe.Integer(RecipeNames.Steps));
        Assert.Equal(3.5, recipe.Number(RecipeNames.GuidanceScale));
        Assert.Equal((64, 64), recipe.Size);
        Assert.Equal("model", recipe[RecipeNames.Model]);
        Assert.StartsWith("mezzotint ", recipe[RecipeNames.Version], StringComparison.Ordinal);
        Assert.Equal(64, ImageDecoder.DecodeFile(_place["house.png"]).Width);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp")]
    public void A_picture_is_repeated_from_its_recipe_byte_for_byte(string extension)
    {
        Generate(
            "a (red:1.2) house, \"quoted\"", "--seed", "11", "--sampler", "euler a", "--scheduler", "sgm_uniform",
            "--out", $"1.{extension}",
            "--quality", "77");
        File.Move(_place["given/model.safetensors"], _place["given/renamed.safetensors"]);
        var result = _place.Run(
            "generate", "--from", $"1.{extension}", "--out", $"2.{extension}", "--model", "given/renamed.safetensors");
        Assert.Equal("", result.Error);
        Assert.Equal(ImageDecoder.DecodeFile(_place[$"1.{extension}"]).Samples,
            ImageDecoder.DecodeFile(_place[$"2.{extension}"]).Samples);
        File.Move(_place["given/renamed.safetensors"], _place["given/model.safetensors"]);
        _place.Run("generate", "--from", $"1.{extension}", "--out", $"3.{extension}");
        Assert.Equal(File.ReadAllBytes(_place[$"1.{extension}"]), File.ReadAllBytes(_place[$"3.{extension}"]));
    }

    [Fact]
    public void Pictures_of_a_run_have_the_next_seeds_and_are_the_same_as_single_ones()
    {
        var result = Generate("a cat", "--seed", "5", "--count", "2", "--out", "pair.png", "--json");
        using var json = JsonDocument.Parse(result.Output);
        var images = json.RootElement.GetProperty("images").EnumerateArray().ToArray();
        Assert.Equal([5L, 6], images.Select(image => image.GetProperty("seed").GetInt64()));
        Assert.Equal(["pair-1.png", "pair-2.png"], images.Select(image => image.GetProperty("path").GetString()));
        Generate("a cat", "--seed", "6", "--out", "single.png");
        Assert.Equal(File.ReadAllBytes(_place["single.png"]), File.ReadAllBytes(_place["pair-2.png"]));
    }

    [Fact]
    public void In_a_folder_files_are_named_for_prompt_and_seed_and_none_is_overwritten()
    {
        string[] arguments = ["A red house, at night!", "--seed", "3", "--out", "new/folder/"];
        Assert.Equal("new/folder/a-red-house-at-night-3.png\n", Generate(arguments).Output);
        Assert.Equal("new/folder/a-red-house-at-night-3-2.png\n", Generate(arguments).Output);
    }

    [Fact]
    public void A_picture_starts_from_another_and_a_mask_keeps_the_rest()
    {
        var init = _place.GivenPicture("init.png", 64, 64);
        var mask = _place.GivenFile("mask.png", ImageEncoder.Encode(
            new Pixels(64, 64, 1, [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)(i % 64 < 32 ? 255 : 0))]),
            ImageFormat.Png));
        Assert.Equal("",
            Generate("x", "--init", init, "--mask", mask, "--strength", "1", "--out", "a.png", "--seed", "1").Error);
        var (before, after) = (ImageDecoder.DecodeFile(init).Samples, ImageDecoder.DecodeFile(_place["a.png"]).Samples);
        var kept = Enumerable.Range(0, before.Length).Where(i => i / 3 % 64 >= 48).Max(i =>
            Math.Abs(before[i] - after[i]));
        Assert.InRange(kept, 0, 2);
        Assert.NotEqual(before, after);
        Assert.Contains("starts from a picture",
            _place.Run("generate", "--from", "a.png", "--model", "given/model.safetensors").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_stops_within_a_step_and_leaves_nothing()
    {
        var model = _place.GivenModel();
        using var process = CliProcess.Start(
            _place.Folder, "generate", "x", "--model", model, "--steps", "1000", "--size", "256x256", "--out",
            "never.png");
        WaitUntilItComputes(process);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString()]))
            kill.WaitForExit();
        var clock = Stopwatch.StartNew();
        var result = CliProcess.End(process);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("stopped", result.Error, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public void A_model_is_inspected()
    {
        var result = _place.Run("models", "inspect", _place.GivenModel());
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("SD 1", result.Output, StringComparison.Ordinal);
        using var json =
            JsonDocument.Parse(_place.Run("models", "inspect", "given/model.safetensors", "--json").Output);
        Assert.Equal(0, json.RootElement.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public void What_a_model_lacks_is_listed()
    {
        const string name = "model.diffusion_model.middle_block.0.in_layers.2.weight";
        var result = _place.Run("models", "inspect", _place.GivenModel(tensors => tensors.Remove(name)));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(name, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_the_shelf_are_listed_by_name()
    {
        _place.GivenModel();
        var line = _place.Run("models", "list").Output.Split('\n').Single(line =>
            line.StartsWith("model ", StringComparison.Ordinal));
        Assert.EndsWith("given/model.safetensors", line, StringComparison.Ordinal);
    }

    CliResult Generate(params string[] arguments) => _place.Run(
        ["generate", .. arguments, "--model", _place.GivenModel(), "--steps", "2",
            .. arguments.Contains("--init") ? Array.Empty<string>() : ["--size", "64x64"]]);

    /// <summary>The process has used more processor time than starting takes: then it is among its steps.</summary>
    static void WaitUntilItComputes(Process process)
    {
        while (!process.HasExited && process.TotalProcessorTime < TimeSpan.FromSeconds(3))
            process.WaitForExit(20);
    }
}
