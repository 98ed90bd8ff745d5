namespace Mezzotint.Contracts.Accounts;

/// <summary>What comes after a registration; the same for every address, known or not.</summary>
/// <param name="Next">
/// confirm-email: open the link in the mail. approval: wait until an admin lets you in. log-in: log in.
/// </param>
public sealed record RegisterAnswer(string Next);
