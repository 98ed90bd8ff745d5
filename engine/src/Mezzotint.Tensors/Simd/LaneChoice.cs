using System.Runtime.Intrinsics;

namespace Mezzotint.Tensors.Simd;

/// <summary>The choice of lanes, made once at start.</summary>
static class LaneChoice
{
    /// <summary>
    /// The environment variable that overrides the choice: reference, vector128, vector256 or vector512.
    /// </summary>
    public const string Variable = "MEZZOTINT_KERNEL";

    /// <summary>
    /// The widest vectors that this machine computes in hardware, unless the variable says otherwise.
    /// </summary>
    public static readonly Lanes Selected = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Reads a name of lanes; null or empty is the widest that the machine has.</summary>
    /// <exception cref="ArgumentException">The name is none of the four.</exception>
    public static Lanes Parse(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" => Widest(),
        "reference" => Lanes.Reference,
        "vector128" => Lanes.Vector128,
        "vector256" => Lanes.Vector256,
        "vector512" => Lanes.Vector512,
        _ => throw new ArgumentException(
            $"{Variable} is '{name}': it must be reference, vector128, vector256 or vector512, or unset."),
    };

    static Lanes Widest() =>
        Vector512.IsHardwareAccelerated ? Lanes.Vector512
        : Vector256.IsHardwareAccelerated ? Lanes.Vector256
        : Vector128.IsHardwareAccelerated ? Lanes.Vector128
        : Lanes.Reference;
}
