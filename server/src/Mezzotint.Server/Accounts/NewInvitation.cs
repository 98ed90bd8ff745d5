namespace Mezzotint.Server.Accounts;

/// <summary>An invitation to be made.</summary>
/// <param name="Email">Whom to invite.</param>
/// <param name="InvitedBy">Who invites.</param>
sealed record NewInvitation(string Email, Guid InvitedBy)
{
    /// <summary>Into which workspace; null for the service alone.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>What they are to be there.</summary>
    public string? Role { get; init; }
}
