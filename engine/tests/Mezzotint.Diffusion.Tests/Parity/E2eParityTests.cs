using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class E2eParityTests
{
    [Fact]
    public void A_whole_small_checkpoint_paints_what_its_reference_paints() =>
        Golden.AssertPasses(E2eParity.Run(Golden.Folder), 6);
}
