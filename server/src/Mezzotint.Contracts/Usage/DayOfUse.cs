namespace Mezzotint.Contracts.Usage;

/// <summary>What came of a day's requests with one model.</summary>
/// <param name="Day">The day (UTC) of the requests.</param>
/// <param name="Model">The model's key.</param>
/// <param name="Wallet">The wallet that paid.</param>
/// <param name="Images">Images that were made; those that were deleted since count too.</param>
/// <param name="Credits">What they cost.</param>
public sealed record DayOfUse(DateOnly Day, string Model, string Wallet, long Images, decimal Credits);
