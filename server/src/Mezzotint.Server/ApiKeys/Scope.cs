namespace Mezzotint.Server.ApiKeys;

/// <summary>What a key may do.</summary>
public enum Scope
{
    /// <summary>Ask for pictures and cancel them.</summary>
    Generate,

    /// <summary>See the workspace's pictures, credits and settings.</summary>
    Read,

    /// <summary>Change the workspace: keys, members, webhooks, pictures.</summary>
    Manage,

    /// <summary>Take jobs and deliver their pictures.</summary>
    Worker,

    /// <summary>Run the service.</summary>
    Admin,
}
