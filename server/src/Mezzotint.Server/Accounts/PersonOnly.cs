namespace Mezzotint.Server.Accounts;

/// <summary>The mark of a route that is about a person: it takes a session and no key.</summary>
sealed record PersonOnly;
