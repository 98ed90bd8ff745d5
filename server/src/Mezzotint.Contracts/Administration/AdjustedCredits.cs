namespace Mezzotint.Contracts.Administration;

/// <summary>A wallet after an adjustment.</summary>
/// <param name="Wallet">Its key.</param>
/// <param name="Available">What can be spent, in credits.</param>
/// <param name="Held">What is set aside, in credits.</param>
public sealed record AdjustedCredits(string Wallet, decimal Available, decimal Held);
