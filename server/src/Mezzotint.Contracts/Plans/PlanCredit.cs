namespace Mezzotint.Contracts.Plans;

/// <summary>Credits that a plan brings.</summary>
/// <param name="Wallet">Where they go.</param>
/// <param name="Credits">How many each time.</param>
/// <param name="Cycle">How often: once, week, month or year; they expire at the cycle's end, once never.</param>
/// <param name="Billing">The way to pay that brings them; null for every way.</param>
/// <param name="RollOver">Whether what is left at the cycle's end stays.</param>
public sealed record PlanCredit(string Wallet, decimal Credits, string Cycle, string? Billing, bool RollOver);
