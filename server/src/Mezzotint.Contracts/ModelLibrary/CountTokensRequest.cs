namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>Asks how long a prompt is for a model.</summary>
/// <param name="Prompt">The prompt, to 10,000 characters.</param>
public sealed record CountTokensRequest(string Prompt);
