namespace Mezzotint.Ledger;

/// <summary>What became of a release.</summary>
public abstract record ReleaseResult
{
    ReleaseResult()
    {
    }

    /// <summary>The shares of these images are no longer held.</summary>
    /// <param name="Images">Number of images, 1 or more.</param>
    /// <param name="ReturnedMillicredits">What can be spent again.</param>
    /// <param name="ExpiredMillicredits">What came from grants that expired since, and went with them.</param>
    public sealed record Released(int Images, long ReturnedMillicredits, long ExpiredMillicredits) : ReleaseResult;

    /// <summary>All of them were captured or released before; nothing changed.</summary>
    public sealed record AlreadySettled : ReleaseResult;

    /// <summary>There is no such hold, or it has no such image.</summary>
    public sealed record NotFound : ReleaseResult;
}
