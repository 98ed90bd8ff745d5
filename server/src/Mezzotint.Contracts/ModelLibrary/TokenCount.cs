namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>How long a prompt is for a model.</summary>
/// <param name="Count">
/// Its tokens, without what says how to read it, such as weights and BREAK; null where the server has not the model's
/// vocabulary.
/// </param>
/// <param name="Limit">Tokens that the model reads at once; of a longer prompt it reads several parts.</param>
public sealed record TokenCount(int? Count, int Limit);
