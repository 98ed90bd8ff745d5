namespace Mezzotint.Training.Evaluation;

/// <summary>A trait of one picture that is not what its prompt says.</summary>
/// <param name="Trait">The trait's name.</param>
/// <param name="Asked">The value that the prompt names.</param>
/// <param name="Seen">The value that the detector sees.</param>
public sealed record Mistake(string Trait, string Asked, string Seen);
