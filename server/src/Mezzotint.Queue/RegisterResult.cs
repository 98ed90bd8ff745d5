namespace Mezzotint.Queue;

/// <summary>Whether a process may work under an identity.</summary>
public enum RegisterResult
{
    /// <summary>It may.</summary>
    Registered,

    /// <summary>Another process under this identity was seen a moment ago.</summary>
    AlreadyAlive,
}
