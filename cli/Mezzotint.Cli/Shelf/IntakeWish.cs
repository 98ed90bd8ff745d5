namespace Mezzotint.Cli.Shelf;

/// <summary>What is said of a model's files beforehand.</summary>
/// <param name="Sha256">SHA-256 of the single file, 64 hexadecimal digits; null where it is not checked.</param>
/// <param name="Vocabulary">The CLIP vocabulary of a single file; null for the one beside it.</param>
sealed record IntakeWish(string? Sha256, string? Vocabulary);
