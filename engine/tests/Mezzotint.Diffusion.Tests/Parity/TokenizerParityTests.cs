using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class TokenizerParityTests
{
    [Fact]
    public void Texts_get_the_ids_that_OpenAI_and_Google_give_them() =>
        Golden.AssertPasses(TokenizerParity.Run(Golden.Folder), 441 + 434);
}
