namespace Mezzotint.Training.Evaluation;

/// <summary>What was asked of one picture and what is wrong with it.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Mistakes">The named traits that are wrong; none if the picture is as asked.</param>
public sealed record JudgedPicture(string Prompt, long Seed, IReadOnlyList<Mistake> Mistakes);
