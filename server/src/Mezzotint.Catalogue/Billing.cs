using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A way to pay for a plan.</summary>
public sealed record Billing
{
    /// <summary>Its name in the plan; grants and trainings refer to it.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its price, as pages say it.</summary>
    [Text(1, 120)]
    public required string Price { get; init; }

    /// <summary>Its speed class, where it differs from the plan's.</summary>
    public SpeedClass? SpeedClass { get; init; }
}
