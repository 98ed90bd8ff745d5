using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

/// <summary>What the repository carries of the golden data is judged wherever the tests run.</summary>
public sealed class CarriedGoldenTests
{
    const long BytesMax = 12_000_000;

    [Fact]
    public void Every_kind_of_network_agrees_with_its_reference() =>
        Golden.AssertPasses(ModelParity.Run(Golden.Carried), 12);

    [Fact]
    public void Ddim_and_plms_walk_as_in_the_latent_diffusion_code() =>
        Golden.AssertPasses(LatentDiffusionParity.Run(Golden.Carried), 8);

    [Fact]
    public void Seeds_give_the_noise_that_PyTorch_and_CUDA_give_them() =>
        Golden.AssertPasses(NoiseParity.Run(Golden.Carried), 59);

    [Fact]
    public void It_stays_small() => Assert.InRange(
        new DirectoryInfo(Golden.Carried).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1,
        BytesMax);
}
