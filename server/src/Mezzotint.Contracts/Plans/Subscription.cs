namespace Mezzotint.Contracts.Plans;

/// <summary>The plan that a workspace has.</summary>
/// <param name="Plan">Its key.</param>
/// <param name="Billing">The way of paying that was chosen; null where the plan has one.</param>
/// <param name="IsOffered">Whether it is still offered; if not, nothing is made until another is chosen.</param>
/// <param name="Since">When it began; cycles of credits are counted from here.</param>
/// <param name="RenewsAt">When it brings credits again; null where it never does.</param>
public sealed record Subscription(
    string Plan, string? Billing, bool IsOffered, DateTimeOffset Since, DateTimeOffset? RenewsAt);
