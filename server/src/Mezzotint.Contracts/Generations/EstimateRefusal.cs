namespace Mezzotint.Contracts.Generations;

/// <summary>Why a request would be refused.</summary>
/// <param name="Code">A stable word, the problem's code that the request itself would get.</param>
/// <param name="Detail">A sentence: what, the limit, what to do.</param>
/// <param name="Plan">Key of the cheapest plan that allows it; null where none does or plans do not decide.</param>
/// <param name="IsMomentary">Whether the same request may be accepted later.</param>
public sealed record EstimateRefusal(string Code, string Detail, string? Plan, bool IsMomentary)
{
    /// <summary>The path of the field that it is about; null where it is about the whole.</summary>
    public string? Field { get; init; }
}
