namespace Mezzotint.Contracts.Plans;

/// <summary>A page of the operator's own, such as help, privacy or terms.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">What it says, in Markdown.</param>
public sealed record ShownPage(string Key, string Title, string Text);
