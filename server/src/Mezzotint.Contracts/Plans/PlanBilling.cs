namespace Mezzotint.Contracts.Plans;

/// <summary>A way to pay for a plan.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Price">Its price, as pages say it.</param>
/// <param name="SpeedClass">Its speed class: standard, priority, fastest or instant.</param>
public sealed record PlanBilling(string Key, string Price, string SpeedClass);
