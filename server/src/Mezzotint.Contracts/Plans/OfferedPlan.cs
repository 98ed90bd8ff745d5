namespace Mezzotint.Contracts.Plans;

/// <summary>A plan as it is offered.</summary>
public sealed record OfferedPlan
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    public required string Title { get; init; }

    /// <summary>Its price, as pages say it.</summary>
    public required string Price { get; init; }

    /// <summary>The ways to pay for it that differ in what they bring; none where there is one way.</summary>
    public required IReadOnlyList<PlanBilling> Billings { get; init; }

    /// <summary>The credits that it brings.</summary>
    public required IReadOnlyList<PlanCredit> Credits { get; init; }

    /// <summary>What it lets a workspace do.</summary>
    public required PlanEntitlements Entitlements { get; init; }
}
