namespace Mezzotint.Ledger;

/// <summary>What became of a capture.</summary>
public enum CaptureResult
{
    /// <summary>The image's share is spent.</summary>
    Captured,

    /// <summary>It was spent before; nothing changed.</summary>
    AlreadyCaptured,

    /// <summary>It was given back before; nothing changed.</summary>
    AlreadyReleased,

    /// <summary>There is no such hold, or it has no such image.</summary>
    NotFound,
}
