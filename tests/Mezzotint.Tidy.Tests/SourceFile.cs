using System.Text.RegularExpressions;

namespace Mezzotint.Tidy.Tests;

/// <summary>A C# file of the tree.</summary>
sealed partial class SourceFile
{
    static readonly string[] Words =
    [
        "return", "new", "throw", "await", "yield", "case", "else", "using", "var", "in", "is", "not", "or", "and",
        "when", "where",
    ];

    public SourceFile(string path, string project, string text)
    {
        Path = path;
        Project = project;
        Text = text;
        Code = SourceText.Blank(text);
        Lines = text.TrimEnd('\n').Split('\n');
    }

    /// <summary>Path below the root, with slashes.</summary>
    public string Path { get; }

    /// <summary>Name of the project it is compiled into.</summary>
    public string Project { get; }

    public string Text { get; }

    /// <summary>The text without comments and literals.</summary>
    public string Code { get; }

    public string[] Lines { get; }

    public string[] CodeLines => Code.TrimEnd('\n').Split('\n');

    public bool IsTest => Project.EndsWith(".Tests", StringComparison.Ordinal);

    public bool IsKernel => Path.Contains("/Kernels/", StringComparison.Ordinal);

    /// <summary>The types it declares outside of others, in order.</summary>
    public string[] Types => [.. Type().Matches(Code).Select(match => match.Groups["name"].Value)];

    /// <summary>The methods and constructors with a body.</summary>
    public IEnumerable<Method> Methods
    {
        get
        {
            foreach (Match match in Declaration().Matches(Code))
            {
                var first = match.Groups["type"].Value.Trim().Split(' ')[0];
                var close = Closing(match.Index + match.Length - 1, '(', ')');
                var end = close < 0 || Words.Contains(first) ? -1 : EndOfBody(close + 1);
                if (end < 0)
                    continue;
                var start = match.Groups["indent"].Index;
                yield return new Method(
                    match.Groups["name"].Value, LineOf(start), LineOf(end) - LineOf(start) + 1,
                    CountParameters(Code[(match.Index + match.Length)..close]),
                    match.Groups["modifiers"].Value.Contains("override", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The number of the line of a place in the text, from 1.</summary>
    public int LineOf(int at) => Code.AsSpan(0, at).Count('\n') + 1;

    /// <summary>The body's last character; -1 where what follows the parameters is no body.</summary>
    int EndOfBody(int at)
    {
        var rest = Code[at..];
        var start = BodyStart().Match(rest);
        if (!start.Success)
            return -1;
        return start.Groups["open"].Value == "{" ? Closing(at + start.Groups["open"].Index, '{', '}')
            : EndOfExpression(at + start.Length);
    }

    int EndOfExpression(int at)
    {
        var depth = 0;
        for (; at < Code.Length; at++)
            if (Code[at] is '(' or '[' or '{')
                depth++;
            else if (Code[at] is ')' or ']' or '}')
                depth--;
            else if (Code[at] == ';' && depth == 0)
                return at;
        return -1;
    }

    int Closing(int at, char open, char close)
    {
        var depth = 0;
        for (; at < Code.Length; at++)
            if (Code[at] == open)
                depth++;
            else if (Code[at] == close && --depth == 0)
                return at;
        return -1;
    }

    static int CountParameters(string list)
    {
        if (string.IsNullOrWhiteSpace(list))
            return 0;
        int count = 1, depth = 0;
        foreach (var c in list)
            if (c is '(' or '[' or '<' or '{')
                depth++;
            else if (c is ')' or ']' or '>' or '}')
                depth--;
            else if (c == ',' && depth == 0)
                count++;
        return count;
    }

    [GeneratedRegex(
        @"(?m)^(?:(?:public|internal|file|sealed|static|abstract|readonly|unsafe|partial|ref)\s+)*"
        + @"(?:class|struct|record\s+struct|record|interface|enum|delegate\s+\S+)\s+(?<name>\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(
        @"(?m)^(?<indent>[ "
            + @"]{4,})(?<modifiers>(?:(?:public|internal|private|protected|static|override|virtual|sealed|async"
        + @"|unsafe|partial|readonly|new)\s+)*)(?<type>[\w<>\[\]?,.*()]+(?:\s[\w<>\[\]?,.*()]+)*\s+)?"
        + @"(?<name>[A-Z]\w*)(?:<[\w, ]+>)?\(")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\s*(?:where\s[^{;=]+)?(?::\s*(?:base|this)\s*\([^;{]*\)\s*)?(?<open>\{|=>)")]
    private static partial Regex BodyStart();
}
