namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>The names that requests may give for how noise becomes a picture.</summary>
/// <param name="Samplers">For <c>sampler</c>: the rules of a step.</param>
/// <param name="Schedulers">For <c>scheduler</c>: how the steps are spaced.</param>
public sealed record SamplingNames(IReadOnlyList<string> Samplers, IReadOnlyList<string> Schedulers);
