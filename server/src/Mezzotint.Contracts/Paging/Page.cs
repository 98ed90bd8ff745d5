namespace Mezzotint.Contracts.Paging;

/// <summary>Part of a list.</summary>
/// <param name="Items">The part.</param>
/// <param name="Next">What to send as <c>cursor</c> for the part after it; null where this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
