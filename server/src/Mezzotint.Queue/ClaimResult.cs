namespace Mezzotint.Queue;

/// <summary>What a claim gave: jobs, or the reason why none.</summary>
/// <param name="Jobs">In the order in which they were given.</param>
/// <param name="Nothing">Why there is none; null where there is one.</param>
public sealed record ClaimResult(IReadOnlyList<ClaimedJob> Jobs, NothingReason? Nothing);
