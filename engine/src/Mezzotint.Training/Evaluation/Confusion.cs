namespace Mezzotint.Training.Evaluation;

/// <summary>A mistake and how often it was made.</summary>
/// <param name="Mistake">The mistake.</param>
/// <param name="Count">In how many pictures.</param>
public sealed record Confusion(Mistake Mistake, int Count);
