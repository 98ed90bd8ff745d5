using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Families;

public sealed class FolderFamilyTests
{
    const string FourLevels = """
        "block_out_channels":[320,640,1280,1280],"layers_per_block":2,
        "down_block_types":["CrossAttnDownBlock2D","CrossAttnDownBlock2D","CrossAttnDownBlock2D","DownBlock2D"]
        """;
    const string FirstHeads = """ "cross_attention_dim":768,"attention_head_dim":8 """;
    const string Sd1 = $$"""{"in_channels":4,"sample_size":64,{{FirstHeads}},{{FourLevels}}}""";
    const string Sd1Inpaint = $$"""{"in_channels":9,"sample_size":64,{{FirstHeads}},{{FourLevels}}}""";
    const string Sd2 = $$"""
        {"in_channels":4,"sample_size":96,"cross_attention_dim":1024,"attention_head_dim":[5,10,20,20],
         "use_linear_projection":true,{{FourLevels}}}
        """;
    const string Sdxl = """
        {"in_channels":4,"sample_size":128,"cross_attention_dim":2048,"attention_head_dim":[5,10,20],
         "use_linear_projection":true,"projection_class_embeddings_input_dim":2816,
         "transformer_layers_per_block":[1,2,10],"layers_per_block":2,
         "block_out_channels":[320,640,1280],
         "down_block_types":["DownBlock2D","CrossAttnDownBlock2D","CrossAttnDownBlock2D"]}
        """;
    const string Vae = """
        {"block_out_channels":[128,256,512,512],"layers_per_block":2,"latent_channels":4,"scaling_factor":0.18215}
        """;
    const string ClipL = """
        {"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,
         "num_attention_heads":12,"hidden_act":"quick_gelu","projection_dim":768}
        """;
    const string ClipH = """
        {"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":23,
         "num_attention_heads":16,"hidden_act":"gelu","projection_dim":512}
        """;
    const string ClipG = """
        {"hidden_size":1280,"intermediate_size":5120,"num_hidden_layers":32,
         "num_attention_heads":20,"hidden_act":"gelu","projection_dim":1280}
        """;

    [Theory]
    [InlineData("sd15", Sd1, ClipL, "epsilon", "SD 1.x", ModelVariant.Standard, 512)]
    [InlineData("sd15_inpaint", Sd1Inpaint, ClipL, "epsilon", "SD 1.x", ModelVariant.Inpainting, 512)]
    [InlineData("sd21", Sd2, ClipH, "v_prediction", "SD 2.x", ModelVariant.Standard, 768)]
    [InlineData("sdxl", Sdxl, ClipL, "epsilon", "SDXL", ModelVariant.Standard, 1024)]
    public void A_published_folder_is_recognised_and_complete(
        string list, string unet, string text, string prediction, string family, ModelVariant variant, int size)
    {
        using var folder = new TemporaryFolder();
        Write(folder, list, unet, text, prediction);
        if (list == "sdxl")
            WritePart(folder, "text_encoder_2", "sdxl_text_encoder_2", ClipG);
        var found = ModelInspection.Of(folder.Path);
        Assert.Equal(
            (family, ModelLayout.Folder, variant, size), (
            found.Family, found.Layout, found.Variant, found.DefaultSize));
        Assert.Equal(prediction == "epsilon" ? PredictionType.Epsilon : PredictionType.Velocity, found.Prediction);
        Assert.Empty(found.Missing);
        Assert.Empty(found.Unexpected);
    }

    [Fact]
    public void An_autoencoder_with_the_old_names_of_its_attention_is_complete()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "sd15", Sd1, ClipL, "epsilon");
        WritePart(folder, "vae", "sd15_vae_legacy_attention_names", Vae);
        var found = ModelInspection.Of(folder.Path);
        Assert.Empty(found.Missing);
        Assert.Empty(found.Unexpected);
    }

    [Theory]
    [InlineData("""{"block_out_channels":[0]}""", "'block_out_channels'")]
    [InlineData("""{"block_out_channels":[99999999]}""", "'block_out_channels'")]
    [InlineData("""{"block_out_channels":"wide"}""", "'block_out_channels'")]
    [InlineData("""{"block_out_channels":[32],"down_block_types":["SkipDownBlock2D"]}""", "'SkipDownBlock2D'")]
    [InlineData("""[1]""", "no JSON object")]
    [InlineData("""{""", "not readable JSON")]
    public void A_bad_configuration_is_an_error_that_names_the_file_and_the_entry(string unet, string expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "sd15", unet, ClipL, "epsilon");
        var error = Assert.Throws<CheckpointException>(() => ModelInspection.Of(folder.Path));
        Assert.Contains(expected, error.Message);
        Assert.Contains(Path.Combine("unet", "config.json"), error.Message);
    }

    static void Write(TemporaryFolder folder, string list, string unet, string text, string prediction)
    {
        WritePart(folder, "unet", list + "_unet", unet);
        WritePart(folder, "vae", list + "_vae", Vae);
        WritePart(folder, "text_encoder", list + "_text_encoder", text);
        File.WriteAllText(folder.File("model_index.json"), """{"_class_name":"StableDiffusionPipeline"}""");
        Directory.CreateDirectory(folder.File("scheduler"));
        File.WriteAllText(
            folder.File("scheduler/scheduler_config.json"),
            $$"""
            {"beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"prediction_type":"{{prediction}}"}
            """);
    }

    static void WritePart(TemporaryFolder folder, string part, string list, string config)
    {
        KeyList.WriteCheckpoint(
            folder.File(Path.Combine(part, "model.safetensors")), KeyList.Golden("hf/" + list));
        File.WriteAllText(folder.File(Path.Combine(part, "config.json")), config);
    }
}
