using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Pipelines;

namespace Mezzotint.Diffusion.Tests.Families;

public sealed class DistillationTests
{
    [Theory]
    [InlineData("sd_xl_turbo_1.0_fp16", 4, "Euler a")]
    [InlineData("juggernautXL_v9Rdphoto2Lightning", 4, "Euler")]
    [InlineData("sdxl_lightning_8step", 8, "Euler")]
    [InlineData("Hyper-SDXL-1step-Unet", 1, "Euler")]
    [InlineData("LCM_Dreamshaper_v7", 4, "LCM")]
    public void A_few_step_model_is_told_by_its_name(string name, int steps, string sampler)
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteSingleFile(folder.File(name + ".safetensors"));
        using var pipeline = Pipeline.Load(folder.File(name + ".safetensors"));
        Assert.Equal(new GenerationDefaults(steps, 1, sampler, "sgm_uniform"), pipeline.Defaults);
    }

    [Theory]
    [InlineData("sd_xl_turbo_1.0_fp16", true)]
    [InlineData("sdxl-turbo", true)]
    [InlineData("DreamShaperXL_Turbo_v2", false)]
    [InlineData("sd_xl_base_1.0", false)]
    public void Only_Stability_s_own_turbo_is_for_512_pixels(string name, bool isTurbo) => Assert.Equal(
        isTurbo, Distillation.IsSdxlTurbo($"{name}.safetensors "));

    [Theory]
    [InlineData("dreamshaper_8")]
    [InlineData("hyperrealism_v3")]
    [InlineData("20steps_photo")]
    public void Other_models_keep_the_usual_settings(string name)
    {
        using var folder = new TemporaryFolder();
        SmallModel.WriteSingleFile(folder.File(name + ".safetensors"));
        using var pipeline = Pipeline.Load(folder.File(name + ".safetensors"));
        Assert.Equal(new GenerationDefaults(20, 7, "DPM++ 2M", "karras"), pipeline.Defaults);
    }
}
