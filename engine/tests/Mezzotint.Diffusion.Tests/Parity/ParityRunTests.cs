using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class ParityRunTests
{
    [Fact]
    public void Everything_golden_of_these_families_agrees() => Golden.AssertPasses(ParityRun.Run(Golden.Folder), 500);
}
