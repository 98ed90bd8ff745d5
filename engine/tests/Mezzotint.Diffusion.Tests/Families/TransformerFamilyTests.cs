using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Predictions;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>Published checkpoints of SD 3, SD 3.5 and FLUX.1 by their key lists, as sparse files.</summary>
public sealed class TransformerFamilyTests : IDisposable
{
    const string Vae = """
        {"block_out_channels":[128,256,512,512],"layers_per_block":2,"latent_channels":16,"use_quant_conv":false,
         "scaling_factor":1.5305,"shift_factor":0.0609}
        """;
    const string Flow = """{"_class_name":"FlowMatchEulerDiscreteScheduler","shift":3.0}""";
    const string T5 = """{"d_model":4096}""";
    const string ClipL = """
        {"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,
         "num_attention_heads":12,"hidden_act":"quick_gelu","projection_dim":768}
        """;
    const string ClipG = """
        {"hidden_size":1280,"intermediate_size":5120,"num_hidden_layers":32,
         "num_attention_heads":20,"hidden_act":"gelu","projection_dim":1280}
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sd3_medium", "SD 3 Medium", 7.69)]
    [InlineData("sd35_medium", "SD 3.5 Medium", 8.1)]
    [InlineData("sd35_large", "SD 3.5 Large", 13.8)]
    public void A_transformer_with_its_autoencoder_is_complete_with_text_encoders_beside_it(
        string list, string family, double billions)
    {
        WriteFile("model.safetensors", "single/" + list);
        WriteFile("text_encoders.safetensors", "single/sd3_text_encoders_incl_clips");
        AssertComplete(_folder.File("model.safetensors"), family, billions);
    }

    [Theory]
    [InlineData("sd3_medium", "SD 3 Medium", 7.69)]
    public void A_file_that_holds_everything_is_complete(string list, string family, double billions)
    {
        KeyList.WriteCheckpoint(_folder.File("whole.safetensors"),
            [.. KeyList.Golden("single/" + list), .. KeyList.Golden("single/sd3_text_encoders_incl_clips")]);
        AssertComplete(_folder.File("whole.safetensors"), family, billions);
    }

    [Theory]
    [InlineData("flux1_dev", "FLUX.1 dev", 16.9)]
    [InlineData("flux1_schnell", "FLUX.1 schnell", 16.8)]
    public void FLUX_is_complete_with_its_parts_in_the_folders_of_other_programs(
        string list, string family, double billions)
    {
        WriteFile("diffusion_models/flux.safetensors", "single/" + list);
        WriteFile("clip/clip_l.safetensors", "single/clip_l");
        WriteFile("clip/clip_g.safetensors", "single/clip_g");
        WriteFile("text_encoders/t5xxl_fp16.safetensors", "single/t5xxl_fp16");
        WriteFile("vae/ae.safetensors", "single/flux_ae");
        AssertComplete(_folder.File("diffusion_models/flux.safetensors"), family, billions);
    }

    [Fact]
    public void FLUX_in_one_file_as_other_programs_write_it_is_complete()
    {
        static IEnumerable<KeyEntry> Prefixed(string prefix, string list) =>
            KeyList.Golden(list).Select(entry => entry with { Name = prefix + entry.Name });
        KeyList.WriteCheckpoint(_folder.File("all.safetensors"),
        [
            .. Prefixed("model.diffusion_model.", "single/flux1_dev"), .. Prefixed("vae.", "single/flux_ae"),
            .. Prefixed("text_encoders.clip_l.transformer.", "single/clip_l"),
            .. Prefixed("text_encoders.t5xxl.transformer.", "single/t5xxl_fp16"),
            new("text_encoders.clip_l.transformer.text_projection.weight", [768, 768]),
            new("text_encoders.clip_l.logit_scale", [], "F32"),
        ]);
        AssertComplete(_folder.File("all.safetensors"), "FLUX.1 dev", 16.9);
    }

    [Fact]
    public void A_transformer_in_the_names_of_diffusers_is_known_as_a_single_file_too()
    {
        WriteFile("flux.safetensors", "hf/flux_dev_transformer");
        WriteFile("clip_l.safetensors", "single/clip_l");
        WriteFile("t5.safetensors", "hf/t5xxl_flux");
        WriteFile("vae/diffusion_pytorch_model.safetensors", "hf/flux_vae");
        AssertComplete(_folder.File("flux.safetensors"), "FLUX.1 dev", 16.9);
    }

    [Theory]
    [InlineData("sd3_medium", "SD 3 Medium", 7.69)]
    [InlineData("sd35_medium", "SD 3.5 Medium", 8.1)]
    [InlineData("sd35_large", "SD 3.5 Large", 13.8)]
    public void A_published_folder_of_SD_3_is_recognised_and_complete(string list, string family, double billions)
    {
        WritePart("transformer", $"hf/{list}_transformer", """{"_class_name":"SD3Transformer2DModel"}""");
        WritePart("vae", "hf/sd3_vae", Vae);
        WritePart("text_encoder", "hf/sd3_text_encoder", ClipL);
        WritePart("text_encoder_2", "hf/sd3_text_encoder_2", ClipG);
        WritePart("text_encoder_3", "hf/t5xxl_sd3", T5);
        WriteIndex("StableDiffusion3Pipeline");
        AssertComplete(_folder.Path, family, billions);
    }

    [Theory]
    [InlineData("flux_dev", "FLUX.1 dev", 16.9)]
    [InlineData("flux_schnell", "FLUX.1 schnell", 16.8)]
    public void A_published_folder_of_FLUX_is_recognised_and_complete(string list, string family, double billions)
    {
        WritePart(
            "transformer", $"hf/{list}_transformer",
            """{"_class_name":"FluxTransformer2DModel","axes_dims_rope":[16,56,56]}""");
        WritePart("vae", "hf/flux_vae", Vae);
        WritePart("text_encoder", "hf/flux_text_encoder", ClipL);
        WritePart("text_encoder_2", "hf/t5xxl_flux", T5);
        WriteIndex("FluxPipeline");
        AssertComplete(_folder.Path, family, billions);
    }

    [Theory]
    [InlineData("flux1_dev", "", 12u, 256, 144, "Q4_K")]
    [InlineData("flux1_schnell", "", 8u, 32, 34, "Q8_0")]
    [InlineData("sd35_medium", "model.diffusion_model.", 2u, 32, 18, "Q4_0")]
    public void A_quantised_transformer_and_T5_are_complete(
        string list, string prefix, uint type, int elements, int bytes, string precision)
    {
        var transformer = KeyList.Golden("single/" + list).Where(entry => entry.Name.StartsWith(
            prefix, StringComparison.Ordinal)).Select(entry => entry with { Name = entry.Name[prefix.Length..] });
        KeyList.WriteGguf(_folder.File("model.gguf"), [.. transformer], type, (elements, bytes));
        KeyList.WriteGguf(_folder.File("t5-v1_1-xxl-encoder.gguf"), LlamaCppT5(), type, (elements, bytes));
        WriteFile("clip_l.safetensors", "single/clip_l");
        WriteFile("clip_g.safetensors", "single/clip_g");
        WriteFile("vae/ae.safetensors", "single/flux_ae");
        WriteFile("vae/sd3_vae.safetensors", "single/flux_ae");
        var found = ModelInspection.Of(_folder.File("model.gguf"));
        Assert.Empty(found.Missing);
        Assert.Empty(found.Unexpected);
        Assert.StartsWith(precision + " 9", found.Parts[0].Precisions[0]);
        Assert.StartsWith(precision + " 9", found.Parts[^1].Precisions[0]);
    }

    [Fact]
    public void Parts_memory_settings_and_licence_are_told()
    {
        WriteFile("flux.safetensors", "single/flux1_dev");
        WriteFile("clip_l.safetensors", "single/clip_l");
        WriteFile("t5xxl_fp16.safetensors", "single/t5xxl_fp16");
        WriteFile("ae.safetensors", "single/flux_ae");
        var found = ModelInspection.Of(_folder.File("flux.safetensors"));
        Assert.Contains("put spiece.model", Assert.Single(found.Lacking));
        Assert.Equal(["denoiser", "autoencoder", "CLIP", "T5"], found.Parts.Select(part => part.Name));
        Assert.Equal(["BF16 100 %"], found.Parts[0].Precisions);
        Assert.EndsWith("t5xxl_fp16.safetensors", found.Parts[3].Path);
        Assert.InRange(found.Memory.LeastBytes / 1e9, 26, 30); // 11.9 billion in 16 bits, and a decoder
        Assert.InRange(found.Memory.Bytes / 1e9, 35, 40);
        Assert.Contains("may take 24.0 GB", found.Memory.Problem("flux", 24_000_000_000));
        Assert.Null(found.Memory.Problem("flux", 64_000_000_000));
        Assert.Contains("Non-Commercial", found.Licence);
        Assert.Equal(28, found.Defaults.Steps);
    }

    [Fact]
    public void What_a_lone_transformer_lacks_is_said_part_by_part()
    {
        WriteFile("flux.safetensors", "single/flux1_schnell");
        var found = ModelInspection.Of(_folder.File("flux.safetensors"));
        Assert.Equal(3, found.Missing.Count);
        Assert.Contains("clip_l.safetensors", found.Missing[0]);
        Assert.Contains("t5xxl_fp16.safetensors", found.Missing[1]);
        Assert.Contains("ae.safetensors", found.Missing[2]);
    }

    [Fact]
    public void The_other_familys_autoencoder_is_not_taken()
    {
        WriteFile("flux.safetensors", "single/flux1_schnell");
        WriteFile("vae/sd3_vae.safetensors", "single/flux_ae");
        Assert.Contains(
            ModelInspection.Of(_folder.File("flux.safetensors")).Missing, part => part.Contains("autoencoder"));
    }

    [Fact]
    public void FLUX_for_filling_in_is_refused_with_both_numbers()
    {
        KeyList.WriteCheckpoint(_folder.File("fill.safetensors"), KeyList.Golden("single/flux1_dev").Select(
            entry => entry.Name == "img_in.weight" ? entry with { Shape = [3072, 384] } : entry));
        var error = Assert.Throws<Weights.CheckpointException>(
            () => ModelInspection.Of(_folder.File("fill.safetensors")));
        Assert.Contains("384 numbers a token and answers with 64", error.Message);
    }

    [Fact]
    public void Scaled_F8_weights_are_refused_by_name()
    {
        KeyList.WriteCheckpoint(
            _folder.File("flux.safetensors"),
            [.. KeyList.Golden("single/flux1_schnell"), new("img_in.scale_weight", [], "F32")]);
        Assert.Contains("'img_in.scale_weight'", Assert.Throws<Weights.CheckpointException>(
            () => ModelInspection.Of(_folder.File("flux.safetensors"))).Message);
    }

    /// <summary>The published encoder's list in llama.cpp's names, by its convert_hf_to_gguf.py.</summary>
    static KeyEntry[] LlamaCppT5()
    {
        (string From, string To)[] names =
        [
            ("shared", "token_embd"), ("encoder.final_layer_norm", "enc.output_norm"), ("encoder.block", "enc.blk"),
            ("layer.0.SelfAttention.relative_attention_bias", "attn_rel_b"), ("layer.0.SelfAttention.", "attn_"),
            ("layer.0.layer_norm", "attn_norm"), ("layer.1.DenseReluDense.wi_0", "ffn_gate"),
            ("layer.1.DenseReluDense.wi_1", "ffn_up"), ("layer.1.DenseReluDense.wo", "ffn_down"),
            ("layer.1.layer_norm", "ffn_norm"),
        ];
        return
        [
            .. KeyList.Golden("single/t5xxl_fp16").Where(entry => entry.Name != "encoder.embed_tokens.weight").Select(
                entry => entry with
                {
                    Name = names.Aggregate(entry.Name, (name, pair) =>
                        name.Replace(pair.From, pair.To, StringComparison.Ordinal)),
                }),
        ];
    }

    void WriteFile(string name, string list) => KeyList.WriteCheckpoint(_folder.File(name), KeyList.Golden(list));

    void WritePart(string part, string list, string config)
    {
        WriteFile(Path.Combine(part, "model.safetensors"), list);
        _folder.Write(Path.Combine(part, "config.json"), config);
    }

    void WriteIndex(string pipeline)
    {
        _folder.Write("model_index.json", $$"""{"_class_name":"{{pipeline}}"}""");
        Directory.CreateDirectory(_folder.File("scheduler"));
        _folder.Write("scheduler/scheduler_config.json", Flow);
    }

    static void AssertComplete(string path, string family, double billions)
    {
        var found = ModelInspection.Of(path);
        Assert.Equal((family, 1024, PredictionType.Flow), (found.Family, found.DefaultSize, found.Prediction));
        Assert.Empty(found.Missing);
        Assert.Empty(found.Unexpected);
        Assert.InRange(found.Parameters / 1e9, billions * 0.98, billions * 1.02);
    }
}
