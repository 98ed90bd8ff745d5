namespace Mezzotint.Contracts.Plans;

/// <summary>A link at the foot of the service's pages.</summary>
/// <param name="Title">What stands there.</param>
/// <param name="Address">https:, mailto:, or a path of the service.</param>
public sealed record ShownLink(string Title, string Address);
