using System.Text.RegularExpressions;

namespace Mezzotint.Worker;

/// <summary>What people who sent a job in are told of its failure: not where files lie on a worker.</summary>
static partial class FailureText
{
    /// <summary>The text with nothing but their last part left of absolute paths.</summary>
    public static string WithoutFolders(string text) => Folders().Replace(text, "");

    [GeneratedRegex(@"(?<![\w.\-:/\\])(?:[A-Za-z]:)?[/\\](?:[^/\\\s'"",;()]+[/\\])+")]
    private static partial Regex Folders();
}
