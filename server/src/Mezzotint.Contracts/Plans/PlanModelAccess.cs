namespace Mezzotint.Contracts.Plans;

/// <summary>What a plan lets a workspace do with the models of a tag.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Access">allow, limited or deny.</param>
/// <param name="PerDay">Images a day with each of them, where access is limited.</param>
public sealed record PlanModelAccess(string Tag, string Access, int? PerDay);
