using System.Runtime.Intrinsics.X86;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Tests;

/// <summary>
/// Each run of these tests in a lane first makes sure that the lane's instructions are off, or that they never were
/// there.
/// </summary>
public sealed class LaneTests
{
    [Fact]
    public void Instructions_that_the_lane_turns_off_are_off()
    {
        var isOff = Environment.GetEnvironmentVariable("MEZZOTINT_LANE") switch
        {
            "no-avx512" => !Avx512F.IsSupported,
            "no-avx2" => !Avx2.IsSupported && !Avx512F.IsSupported,
            "no-intrinsics" => !Avx2.IsSupported && LaneChoice.Selected == Lanes.Reference,
            null or "" or "default" => true,
            var lane => throw new ArgumentException($"There is no lane '{lane}'."),
        };
        Assert.True(isOff, "The lane's environment variable had no effect: its tests would test another lane twice.");
    }

    [Fact]
    public void The_widest_lanes_of_the_machine_are_chosen_unless_a_name_says_otherwise()
    {
        Assert.Equal(LaneChoice.Parse(null), LaneChoice.Parse(""));
        Assert.Equal(Lanes.Vector256, LaneChoice.Parse("Vector256"));
    }

    [Fact]
    public void An_unknown_name_of_lanes_is_refused_with_the_names_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => LaneChoice.Parse("avx1024"));
        Assert.Contains("reference, vector128, vector256 or vector512", error.Message, StringComparison.Ordinal);
    }
}
