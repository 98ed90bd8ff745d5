using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class ModelParityTests
{
    [Fact]
    public void Every_network_agrees_with_its_reference() => Golden.AssertPasses(ModelParity.Run(Golden.Folder), 17);
}
