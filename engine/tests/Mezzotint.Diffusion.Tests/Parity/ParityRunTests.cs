using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class ParityRunTests
{
    [Fact]
    public void Weights_may_stand_in_another_folder_than_inputs_and_outputs()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("tiny"));
        foreach (var file in new[] { "sd1_vae_small.json", "sd1_vae_small.io.safetensors" })
            File.Copy(Path.Combine(Golden.Folder, "tiny", file), folder.File(Path.Combine("tiny", file)));
        var alone = Assert.Single(ModelParity.Run(folder.Path));
        Assert.Equal(ParityOutcome.Skipped, alone.Outcome);
        Assert.Contains("--weights", alone.Reason);
        Assert.Equal(ParityOutcome.Passed, Assert.Single(ModelParity.Run(folder.Path, Golden.Folder)).Outcome);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.Contains(
            "There is no folder", Assert.Throws<ArgumentException>(
            () => ParityRun.Run("/nowhere/golden").ToList()).Message);
}
