namespace Mezzotint.Contracts.Plans;

/// <summary>A page of the operator's own.</summary>
/// <param name="Key">Its name in addresses, such as privacy.</param>
/// <param name="Title">Its title.</param>
public sealed record PageName(string Key, string Title);
