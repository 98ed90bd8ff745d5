namespace Mezzotint.Queue;

/// <summary>What a worker says about an attempt that failed.</summary>
/// <param name="Kind">Retryable, permanent or out of memory; the queue finds the others by itself.</param>
/// <param name="Sentence">What happened, for the person who waits.</param>
/// <param name="SmallerPayload">
/// After out of memory: the payload (JSON) to try next, which needs less; null where only more memory helps.
/// </param>
/// <param name="Code">The same as the sentence for programs: small letters, digits and underscores, at most 40; null
/// for the kind alone.</param>
public sealed record Failure(FailureKind Kind, string Sentence, string? SmallerPayload = null, string? Code = null);
