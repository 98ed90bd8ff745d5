namespace Mezzotint.Server.Accounts;

/// <summary>A person to be made.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Password">Their password, as typed.</param>
/// <param name="Plan">The plan of their own workspace; for an admin's command null is that of newcomers.</param>
/// <param name="IsAdmin">Whether they run the service.</param>
public sealed record NewUser(string Email, string Password, string? Plan, bool IsAdmin)
{
    /// <summary>Whether mail to the address reaches them; until then they cannot log in.</summary>
    public bool IsEmailConfirmed { get; init; } = true;

    /// <summary>Whether an admin has yet to let them in.</summary>
    public bool IsWaiting { get; init; }
}
