using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class ModelParityTests
{
    [Fact]
    public void Every_network_agrees_with_its_reference()
    {
        var results = ModelParity.Run(GoldenFolder.Path("tiny")).ToList();
        foreach (var result in results)
            TestContext.Current.TestOutputHelper!.WriteLine(result.ToString());
        Assert.DoesNotContain(results, result => result.Outcome == ParityOutcome.Failed);
        Assert.True(results.Count(result => result.Outcome == ParityOutcome.Passed) >= 11);
    }
}
