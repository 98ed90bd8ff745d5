using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Workspaces;

/// <summary>What a person is in a workspace.</summary>
static class Role
{
    public const string Owner = "owner";
    public const string Admin = "admin";
    public const string Member = "member";

    /// <summary>What a person may do there, and, where they run the service, everywhere.</summary>
    public static string[] ScopesOf(string role, bool isAdmin)
    {
        List<Scope> scopes = [Scope.Generate, Scope.Read];
        if (role is Owner or Admin)
            scopes.Add(Scope.Manage);
        if (isAdmin)
            scopes.Add(Scope.Admin);
        return [.. scopes.Select(ApiKeys.ApiKeys.Name)];
    }
}
