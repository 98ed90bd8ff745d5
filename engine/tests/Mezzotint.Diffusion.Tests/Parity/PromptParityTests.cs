using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class PromptParityTests
{
    [Fact]
    public void Prompt_syntax_reads_as_in_the_A1111_web_UI() =>
        Golden.AssertPasses(PromptParity.Run(Golden.Folder), 78);
}
