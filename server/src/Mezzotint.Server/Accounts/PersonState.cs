namespace Mezzotint.Server.Accounts;

/// <summary>The words of the database for where a person stands.</summary>
static class PersonState
{
    /// <summary>May log in.</summary>
    public const string Active = "active";

    /// <summary>Waits for an admin's word.</summary>
    public const string Waiting = "waiting";
}
