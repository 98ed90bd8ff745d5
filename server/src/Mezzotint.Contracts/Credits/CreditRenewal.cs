namespace Mezzotint.Contracts.Credits;

/// <summary>Credits that the plan brings again.</summary>
/// <param name="Credits">How many.</param>
/// <param name="Cycle">How often: week, month or year.</param>
/// <param name="At">When the next are due.</param>
public sealed record CreditRenewal(decimal Credits, string Cycle, DateTimeOffset At);
