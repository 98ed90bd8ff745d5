namespace Mezzotint.Catalogue.Rules;

/// <summary>What a workspace has had, over all of its calls and keys together.</summary>
public sealed record Usage
{
    /// <summary>Images made or asked for today with the model of the request.</summary>
    public int ImagesTodayWithModel { get; init; }

    /// <summary>Its images that wait.</summary>
    public int WaitingJobs { get; init; }

    /// <summary>Its requests in the last minute, this one not counted.</summary>
    public int RequestsLastMinute { get; init; }

    /// <summary>Bytes of its pictures.</summary>
    public long StorageBytes { get; init; }
}
