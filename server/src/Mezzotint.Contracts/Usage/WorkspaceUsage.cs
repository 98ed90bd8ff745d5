namespace Mezzotint.Contracts.Usage;

/// <summary>What a workspace uses and used.</summary>
/// <param name="Now">How much of what its plan limits.</param>
/// <param name="Days">What was made, by day and model, oldest first; days without anything are left out.</param>
public sealed record WorkspaceUsage(UsedLimits Now, IReadOnlyList<DayOfUse> Days);
