namespace Mezzotint.Server.Accounts;

/// <summary>A person.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Email">Their address, as they wrote it.</param>
/// <param name="WorkspaceId">The workspace that is theirs alone.</param>
public sealed record User(Guid Id, string Email, Guid WorkspaceId);
