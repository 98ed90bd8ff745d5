namespace Mezzotint.Server.Events;

/// <summary>What somebody waits for.</summary>
enum TopicKind
{
    /// <summary>An event of a generation.</summary>
    Generation,

    /// <summary>An event of any generation of a workspace.</summary>
    Workspace,

    /// <summary>A step of an image of a generation or a workspace.</summary>
    Progress,

    /// <summary>A job that a worker may take.</summary>
    Jobs,

    /// <summary>A message for a webhook.</summary>
    Deliveries,
}
