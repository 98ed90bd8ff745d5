using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class SamplerParityTests
{
    [Fact]
    public void Samplers_walk_as_k_diffusion_and_ComfyUI_do() =>
        Golden.AssertPasses(SamplerParity.Run(Golden.Folder), 101);

    [Fact]
    public void Ddim_and_plms_walk_as_in_the_latent_diffusion_code() =>
        Golden.AssertPasses(LatentDiffusionParity.Run(Golden.Folder), 8);

    [Fact]
    public void Samplers_walk_as_the_schedulers_of_diffusers_do() =>
        Golden.AssertPasses(DiffusersParity.Run(Golden.Folder), 23);
}
