namespace Mezzotint.Server.RateLimits;

/// <summary>Marks a route whose rate is the plan's, so that the general limit leaves it alone.</summary>
sealed record LimitedByPlan;
