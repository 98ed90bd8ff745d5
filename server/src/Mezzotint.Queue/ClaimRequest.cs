namespace Mezzotint.Queue;

/// <summary>A worker asks for jobs.</summary>
/// <param name="Worker">Who asks.</param>
/// <param name="Abilities">What it can do now.</param>
/// <param name="LeaseSeconds">How long the leases hold unless they are renewed.</param>
/// <param name="Count">How many jobs at most, up to <see cref="QueueRules.MaxClaim"/>.</param>
public sealed record ClaimRequest(WorkerSession Worker, WorkerAbilities Abilities, int LeaseSeconds, int Count = 1);
