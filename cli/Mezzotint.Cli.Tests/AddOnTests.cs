using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

/// <summary>LoRAs, embeddings and ControlNets on the command line, and in recipes.</summary>
public sealed class AddOnTests : IDisposable
{
    const string Query = "down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";

    readonly Workplace _place = new();
    readonly string _model;

    public AddOnTests()
    {
        _model = _place.GivenModel();
        Directory.CreateDirectory(_place["given/loras"]);
        Directory.CreateDirectory(_place["given/embeddings"]);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void What_lies_in_the_folders_beside_models_is_inspected_by_its_name()
    {
        Directory.CreateDirectory(_place["loras"]);
        GivenLora("loras/style.safetensors", 3);
        var found = _place.Run("models", "inspect", "style");
        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.Contains("kind         LoRA", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lora_of_an_option_is_in_the_recipe_and_is_repeated_from_it()
    {
        GivenLora("given/loras/style.safetensors", 3);
        Assert.Equal("", Generate("a house", "--out", "plain.png").Error);
        Assert.Equal("", Generate("a house", "--lora", "given/loras/style.safetensors:0.8", "--out", "1.png").Error);
        Assert.NotEqual(Pixels("plain.png"), Pixels("1.png"));
        var recipe = RecipeText.Read(ImageDecoder.ReadMetadata(_place["1.png"]).Recipe!);
        Assert.Equal("style: 0.8", recipe[RecipeNames.Loras]);
        Assert.Matches("^style: [0-9a-f]{10}$", recipe[RecipeNames.LoraHashes]);
        Assert.Equal("", _place.Run("generate", "--from", "1.png", "--model", _model, "--out", "2.png").Error);
        Assert.Equal(File.ReadAllBytes(_place["1.png"]), File.ReadAllBytes(_place["2.png"]));
        GivenLora("given/loras/style.safetensors", 4);
        var changed = _place.Run("generate", "--from", "1.png", "--model", _model, "--out", "3.png");
        Assert.Equal(2, changed.ExitCode);
        Assert.Contains("another file than the recipe's", changed.Error);
    }

    [Fact]
    public void Names_in_the_prompt_are_found_beside_the_model_or_in_the_folders_named()
    {
        GivenLora("elsewhere/style.safetensors", 3);
        GivenEmbedding("given/embeddings/qqbad.safetensors", 24);
        string[] arguments = ["a house <lora:style:0.8>", "--negative", "qqbad", "--out", "1.png"];
        var missing = Generate(arguments);
        Assert.Contains("There is no LoRA 'style'", missing.Error);
        Assert.Equal("", Generate([.. arguments, "--loras", "elsewhere"]).Error);
        var recipe = RecipeText.Read(ImageDecoder.ReadMetadata(_place["1.png"]).Recipe!);
        Assert.Equal("a house <lora:style:0.8>", recipe.Prompt);
        Assert.StartsWith("qqbad: ", recipe[RecipeNames.EmbeddingHashes], StringComparison.Ordinal);
        File.Delete(_place["given/embeddings/qqbad.safetensors"]);
        var gone = _place.Run(
            "generate", "--from", "1.png", "--model", _model, "--loras", "elsewhere", "--out", "2.png");
        Assert.Contains("the embedding 'qqbad'", gone.Error);
    }

    [Fact]
    public void What_a_lora_has_besides_is_named_and_the_picture_made()
    {
        GivenLora("style.safetensors", 3, "lora_unet_nowhere");
        var result = Generate("a house", "--lora", "style.safetensors", "--out", "1.png");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("nothing for 1 parts of the LoRAs: lora_unet_nowhere", result.Error);
    }

    [Theory]
    [InlineData("--lora", "style.safetensors:much", "give a file or name, and a multiplier")]
    [InlineData("--loras", "nowhere", "there is no such folder")]
    [InlineData("--control", "x.safetensors", "--control needs --control-image")]
    [InlineData("--preprocess", "canny", "--preprocess needs --control")]
    [InlineData("--control-strength", "3", "0 to 2")]
    public void Bad_options_are_refused_with_a_sentence(string option, string value, string expected)
    {
        var result = Generate("a house", option, value, "--out", "1.png");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
        Assert.False(File.Exists(_place["1.png"]));
    }

    [Fact]
    public void A_control_net_for_another_model_is_refused_by_its_text()
    {
        File.Copy(Golden("controlnet.weights.safetensors"), _place["control.safetensors"]);
        var lines = _place.GivenPicture("lines.png", 64, 64);
        var result = Generate(
            "a house", "--control", "control.safetensors", "--control-image", lines, "--out", "1.png");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is a ControlNet for models whose text is 24 wide", result.Error);
    }

    [Fact]
    public void A_picture_is_enlarged_with_its_recipe_and_what_is_transparent_stays_so()
    {
        Generate("a house", "--out", "1.png");
        Assert.Equal(new CliResult(0, "2.webp\n", ""), _place.Run(
            "upscale", "1.png", "--model", Golden("srvgg_x4.weights.safetensors"), "--out", "2.webp"));
        Assert.Equal((256, 256, 3), Size("2.webp"));
        Assert.Contains("a house", ImageDecoder.ReadMetadata(_place["2.webp"]).Recipe);
        var holes = new byte[20 * 10 * 4];
        Array.Fill(holes, (byte)200, 0, holes.Length / 2);
        var given = _place.GivenFile("holes.png", ImageEncoder.Encode(new Pixels(20, 10, 4, holes), ImageFormat.Png));
        _place.Run("upscale", given, "--model", Golden("rrdb_x2.weights.safetensors"), "--out", "3.png");
        Assert.Equal((40, 20, 4), Size("3.png"));
    }

    [Fact]
    public void A_mask_and_a_cut_out_are_written()
    {
        var photo = _place.GivenPicture("photo.png", 60, 40);
        Assert.Equal(new CliResult(0, "mask.png\ncut.png\n", ""), _place.Run(
            "mask", photo, "--model", Golden("u2netp.weights.safetensors"), "--out", "mask.png", "--cut-out",
            "cut.png", "--threshold", "0.5"));
        var mask = ImageDecoder.DecodeFile(_place["mask.png"], new DecodeOptions { Layout = PixelLayout.Grey });
        Assert.All(mask.Samples, level => Assert.True(level is 0 or 255));
        Assert.Equal((60, 40, 4), Size("cut.png"));
        var refused = _place.Run(
            "mask", photo, "--model", Golden("u2netp.weights.safetensors"), "--cut-out", "cut.jpg");
        Assert.Contains("JPEG knows nothing transparent", refused.Error);
    }

    CliResult Generate(params string[] arguments) => _place.Run(
        [
            "generate", .. arguments, "--model", _model, "--size", "64x64", "--steps", "2", "--seed", "5",
        ]);

    byte[] Pixels(string name) => ImageDecoder.DecodeFile(_place[name]).Samples;

    (int Width, int Height, int Channels) Size(string name)
    {
        var pixels = ImageDecoder.DecodeFile(_place[name], new DecodeOptions { Layout = PixelLayout.Rgba });
        var isOpaque = Enumerable.Range(0, pixels.Width * pixels.Height).All(i => pixels.Samples[4 * i + 3] == 255);
        return (pixels.Width, pixels.Height, isOpaque ? 3 : 4);
    }

    static string Golden(string name) => Path.Combine(Workplace.Golden()!, "tiny", name);

    void GivenLora(string path, int seed, params string[] more)
    {
        var random = new Random(seed);
        using var model = Checkpoint.Open(_model);
        var query = model.Find("model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.weight")!;
        var width = (int)query.Lengths[0];
        Directory.CreateDirectory(Path.GetDirectoryName(_place[path])!);
        SafetensorsWriter.Write(_place[path], more.Prepend($"lora_unet_{Query}").SelectMany(name => new[]
        {
            KeyValuePair.Create($"{name}.lora_down.weight", Noise(random, 4, width)),
            KeyValuePair.Create($"{name}.lora_up.weight", Noise(random, width, 4)),
        }));
    }

    void GivenEmbedding(string path, int seed)
    {
        using var model = Checkpoint.Open(_model);
        const string table = "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight";
        var width = (int)model.Find(table)!.Lengths[1];
        SafetensorsWriter.Write(
            _place[path], [KeyValuePair.Create("emb_params", Noise(new Random(seed), 2, width))]);
    }

    static Tensor Noise(Random random, int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() - 0.5);
        return tensor;
    }
}
