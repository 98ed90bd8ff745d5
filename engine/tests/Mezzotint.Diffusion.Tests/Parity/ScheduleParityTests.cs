using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Diffusion.Tests.Parity;

public sealed class ScheduleParityTests
{
    [Fact]
    public void Schedules_and_scalings_are_those_of_the_references() =>
        Golden.AssertPasses(ScheduleParity.Run(Golden.Folder), 708);
}
