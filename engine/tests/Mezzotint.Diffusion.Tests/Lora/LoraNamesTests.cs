using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Lora;

/// <summary>
/// The key lists of LoRA files against those of the networks they are for: every module has its weight.
/// </summary>
public sealed class LoraNamesTests
{
    const string UNet = "model.diffusion_model.";

    static readonly UNetConfig Sd1 = Config([320, 640, 1280, 1280], [1, 1, 1, 0], 1);
    static readonly UNetConfig Sdxl = Config([320, 640, 1280], [0, 2, 10], 10);

    [Theory]
    [InlineData("kohya_lora_sd15_rank8", 264)]
    [InlineData("kohya_locon_sd15_rank8_conv4", 350)]
    [InlineData("peft_sd15_attn_rank8", 176)]
    [InlineData("diffusers_legacy_attnprocs_sd15", 128)]
    public void Every_module_of_a_list_for_sd_1_finds_its_weight(string list, int modules)
    {
        var targets = new LoraTargets();
        targets.AddUNet(Network("sd15_v1-5-pruned-emaonly", UNet), Sd1);
        targets.AddText(0, Network("sd15_v1-5-pruned-emaonly", "cond_stage_model.transformer."));
        AssertAllFound(list, targets, modules);
    }

    [Theory]
    [InlineData("kohya_lora_sdxl_rank8", 986)]
    [InlineData("peft_sdxl_attn_rank8", 736)]
    public void Every_module_of_a_list_for_sdxl_finds_its_weight(string list, int modules)
    {
        var targets = new LoraTargets();
        targets.AddUNet(Network("sdxl_base_1.0", UNet), Sdxl);
        targets.AddText(0, Network("sdxl_base_1.0", "conditioner.embedders.0.transformer."));
        targets.AddText(1, Network("../hf/sdxl_text_encoder_2", ""));
        AssertAllFound(list, targets, modules);
    }

    [Theory]
    [InlineData("real_flux_lora_kohya_format", 304)]
    [InlineData("real_flux_lora_kohya_with_te1_format", 376)]
    [InlineData("real_flux_lora_aitoolkit_format", 228)]
    [InlineData("real_flux_lora_diffusers_format", 494)]
    [InlineData("real_flux_lora_diffusers_no_proj_mlp_format", 342)]
    [InlineData("real_flux_lora_xlabs_format", 12)]
    public void Every_module_of_a_list_for_flux_finds_its_rows(string list, int modules)
    {
        var targets = new LoraTargets();
        targets.AddTransformer(Network("flux1_dev", ""));
        targets.AddText(0, Network("clip_l", ""));
        AssertAllFound(list, targets, modules);
    }

    [Fact]
    public void Every_module_of_a_list_for_sd_3_finds_its_rows()
    {
        var targets = new LoraTargets();
        targets.AddTransformer(Network("sd3_medium", UNet));
        AssertAllFound("peft_sd3_attn_rank8", targets, 191);
    }

    /// <summary>T5's matrices in the names that kohya, OneTrainer, diffusers and ComfyUI have for them.</summary>
    [Theory]
    [InlineData("lora_te3_", '_')]
    [InlineData("lora_te2_", '_')]
    [InlineData("text_encoder_3.", '.')]
    [InlineData("text_encoder_2.", '.')]
    [InlineData("text_encoders.t5xxl.transformer.", '.')]
    public void Every_matrix_of_t5_is_found(string prefix, char dot)
    {
        var targets = new LoraTargets();
        targets.AddT5(Network("t5xxl_fp16", ""));
        var matrices = KeyList.Golden("single/t5xxl_fp16").Where(
            tensor => tensor.Name.Contains(".SelfAttention.", StringComparison.Ordinal)
                || tensor.Name.Contains(".DenseReluDense.", StringComparison.Ordinal))
            .Select(tensor => tensor.Name[..^".weight".Length]).ToList();
        Assert.Equal(24 * 7 + 1, matrices.Count);
        foreach (var name in matrices)
            Assert.Equal(
                name + ".weight",
                Assert.Single(targets.Find(LoraNames.Key(prefix + name.Replace('.', dot)))).Weight.Name);
    }

    [Fact]
    public void A_control_lora_for_flux_is_refused_by_what_it_is()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith(
            "'lora' is a control LoRA for FLUX.1, which sees a map of edges or depth beside the picture: its 'img_in' "
                + "takes 128 channels, FLUX.1's 64.", Assert.Throws<UnfitAddOnException>(
                () => Open(folder, "real_flux_control_lora_format")).Sentence);
    }

    [Theory]
    [InlineData("flux1_dev_transformer", "flux1_dev", "")]
    [InlineData("sd35_medium_transformer", "sd35_medium", UNet)]
    [InlineData("sd3_medium_transformer", "sd3_medium", UNet)]
    public void Rows_of_transformers_are_those_of_the_converter(string map, string list, string prefix)
    {
        var targets = new LoraTargets();
        targets.AddTransformer(Network(list, prefix));
        var lines = File.ReadLines(Path.Combine(Golden.Folder, "keys", "map", map + ".tsv"))
            .Select(line => line.Split('\t')).Where(words => words[1].Contains(".weight[", StringComparison.Ordinal)
                && !words[0].Contains("norm_", StringComparison.Ordinal) || words[0] == "norm_out.linear.weight");
        foreach (var words in lines)
            Assert.Equal(
                words[1..],
                targets.Find(LoraTargets.Key("unet", words[0][..^".weight".Length])).OrderBy(t => t.FirstModuleRow)
                    .Select(t => $"{prefix}{t.Weight.Name}[{t.FirstRow}:{t.FirstRow + t.RowCount}]"));
    }

    [Theory]
    [InlineData("kohya_lora_sd15_rank8", "SD 1.x")]
    [InlineData("kohya_lora_sdxl_rank8", "SDXL")]
    [InlineData("peft_sd3_attn_rank8", "SD 3")]
    [InlineData("real_flux_lora_diffusers_no_proj_mlp_format", "FLUX.1")]
    [InlineData("real_flux_lora_xlabs_format", "FLUX.1")]
    public void A_file_tells_the_family_it_was_made_for(string list, string family)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, list);
        Assert.Equal(family, file.MadeFor());
    }

    static void AssertAllFound(string list, LoraTargets targets, int modules)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, list);
        Assert.Empty(file.Unknown);
        Assert.Equal(
            [], file.Modules.Where(module => !module.Fits(targets.Find(module.Key))).Select(module => module.Name));
        Assert.Equal(modules, file.Modules.Count);
    }

    static LoraFile Open(TemporaryFolder folder, string list)
    {
        KeyList.WriteCheckpoint(
            folder.File("lora.safetensors"), KeyList.Golden("lora/" + list));
        return LoraFile.Open(folder.File("lora.safetensors"));
    }

    /// <summary>The weights of a key list below a prefix; no one reads their values.</summary>
    static IEnumerable<KeyValuePair<string, Weight>> Network(string list, string prefix) =>
        from tensor in KeyList.Golden("single/" + list)
        where tensor.Name.StartsWith(prefix, StringComparison.Ordinal)
        let name = tensor.Name[prefix.Length..]
        select KeyValuePair.Create(
            name, new Weight(name, new Shape(tensor.Shape), () => throw new InvalidOperationException()));

    static UNetConfig Config(int[] channels, int[] depths, int middle) => new()
    {
        InputChannels = 4,
        OutputChannels = 4,
        Channels = channels,
        ResidualBlocks = 2,
        TransformerDepths = depths,
        MiddleDepth = middle,
        Heads = [],
        ContextWidth = 768,
    };
}
