using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class NoiseParityTests
{
    [Fact]
    public void Seeds_give_the_noise_that_PyTorch_and_CUDA_give_them() =>
        Golden.AssertPasses(NoiseParity.Run(Golden.Folder), 59);
}
