namespace Mezzotint.Contracts.Plans;

/// <summary>LoRA trainings that a plan brings.</summary>
/// <param name="Count">How many each time.</param>
/// <param name="Cycle">How often: once, week, month or year.</param>
/// <param name="Billing">The way to pay that brings them; null for every other way.</param>
public sealed record PlanTraining(int Count, string Cycle, string? Billing);
