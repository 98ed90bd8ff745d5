using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

/// <summary>A golden folder that is damaged gives failed lines with reasons; it never throws.</summary>
public sealed class DamagedGoldenTests
{
    [Theory]
    [InlineData("samplers/kdiffusion/index.json", "{")]
    [InlineData("samplers/kdiffusion/index.json", "{\"samplers\": {\"x\": {}}}")]
    [InlineData("samplers/comfyui/index.json", "{\"samplers\": 3}")]
    [InlineData("samplers/ldm/index.json", "{}")]
    [InlineData("samplers/diffusers/index.json", "{\"runs\": {\"x\": {\"cls\": \"DDIMScheduler\", \"config\": {}}}}")]
    [InlineData("samplers/rng/rng.safetensors", "not a safetensors file")]
    [InlineData("samplers/rng/brownian_tree.safetensors", "")]
    [InlineData("samplers/schedules/sd1_vp.json", "{\"tables\": {\"kd_karras\": {\"many\": [1]}}}")]
    [InlineData("samplers/schedules/parametrisation.safetensors", "12345678901234567890")]
    [InlineData("tokenizer/bpe_simple_vocab_16e6.txt.gz", "not packed")]
    [InlineData("tokenizer/a1111_attention.jsonl", "{\"text\": 3}")]
    [InlineData("tokenizer/a1111_schedule.jsonl", "nonsense")]
    public void Damage_is_reported_as_a_failed_case(string file, string content)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, Path.GetDirectoryName(file)!));
        folder.Write(file, content);
        var failed = All(folder.Path).Where(result => result.Outcome == ParityOutcome.Failed).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, result => Assert.False(string.IsNullOrEmpty(result.Reason)));
    }

    [Fact]
    public void A_folder_without_golden_data_gives_skipped_lines_only()
    {
        using var folder = new TemporaryFolder();
        Assert.All(All(folder.Path), result => Assert.Equal(ParityOutcome.Skipped, result.Outcome));
    }

    static List<ParityResult> All(string folder) =>
    [
        .. SamplerParity.Run(folder), .. LatentDiffusionParity.Run(folder), .. DiffusersParity.Run(folder),
        .. NoiseParity.Run(folder), .. ScheduleParity.Run(folder), .. TokenizerParity.Run(folder),
            .. PromptParity.Run(folder),
    ];
}
