namespace Mezzotint.Queue;

/// <summary>One image of a generation.</summary>
/// <param name="JobId">Its id, uuid version 7.</param>
/// <param name="Payload">What the worker is told, JSON.</param>
public sealed record NewJob(Guid JobId, string Payload);
