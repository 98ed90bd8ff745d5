namespace Mezzotint.Catalogue.Rules;

/// <summary>Why something is not done.</summary>
/// <param name="Code">What kind of refusal, one of <see cref="RefusalCodes"/>; it does not change.</param>
/// <param name="Sentence">What was asked for, the limit, and the plan that has it.</param>
/// <param name="Plan">Key of the cheapest plan that has it; null where none has.</param>
/// <param name="IsMomentary">Whether it may be allowed later, with nothing changed.</param>
public sealed record Refusal(string Code, string Sentence, string? Plan = null, bool IsMomentary = false)
{
    /// <summary>The path of the request's field that it is about; null where it is about the whole.</summary>
    public string? Field { get; init; }
}
