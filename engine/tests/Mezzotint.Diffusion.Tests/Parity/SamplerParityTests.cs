using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class SamplerParityTests
{
    [Fact]
    public void Samplers_walk_as_k_diffusion_and_ComfyUI_do() => Golden.AssertPasses(SamplerParity.Run(Golden.Folder), 90);
}
