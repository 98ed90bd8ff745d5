using System.Text.RegularExpressions;

namespace Mezzotint.Tidy.Tests;

public sealed partial class SizeTests
{
    const int MaxFileLines = 600;
    const int MaxColumns = 120;
    const int MaxMethodLines = 70;
    const int MaxKernelMethodLines = 120;
    const int MaxKernelMethodLinesWithReason = 160;
    const string KernelReason = "The method is long because";
    const int MaxParameters = 5;
    const int MaxDependencies = 6;

    [Fact]
    public void Files_have_at_most_600_lines() => Tree.AssertNone(
        from file in Tree.Sources
        where file.Lines.Length > MaxFileLines
        select $"{file.Path} has {file.Lines.Length} lines");

    [Fact]
    public void Lines_have_at_most_120_columns() => Tree.AssertNone(
        from file in Tree.Sources
        from line in file.Lines.Zip(file.CodeLines, (text, code) => (Text: text, Code: code)).Index()
        where line.Item.Text.Length > MaxColumns && !IsTable(line.Item.Text, line.Item.Code)
        select $"{file.Path}:{line.Index + 1} has {line.Item.Text.Length} columns");

    [Fact]
    public void Methods_have_at_most_70_lines_and_kernels_120() => Tree.AssertNone(
        from file in Tree.Sources
        from method in file.Methods
        where method.LineCount > MaxLines(file)
        select $"{file.Path}:{method.Line} {method.Name} has {method.LineCount} lines");

    /// <summary>
    /// Kernels, the operations that are their doors, and overrides, whose parameters were settled elsewhere, are
    /// exempt.
    /// </summary>
    [Fact]
    public void Methods_have_at_most_5_parameters() => Tree.AssertNone(
        from file in Tree.Sources
        where !file.IsTest && !file.IsKernel && file.Project != "Mezzotint.Tensors"
        from method in file.Methods
        where !method.IsOverride && method.Parameters > MaxParameters && !file.Types.Contains(method.Name)
        select $"{file.Path}:{method.Line} {method.Name} has {method.Parameters} parameters");

    [Fact]
    public void Constructors_have_at_most_6_dependencies() => Tree.AssertNone(
        from file in Tree.Sources
        from method in file.Methods
        where method.Parameters > MaxDependencies && file.Types.Contains(method.Name)
        select $"{file.Path}:{method.Line} {method.Name} needs {method.Parameters}");

    /// <summary>A kernel that names its registers one by one may be longer still if its header says why.</summary>
    static int MaxLines(SourceFile file) => !file.IsKernel ? MaxMethodLines
        : file.Text.Contains(KernelReason, StringComparison.Ordinal) ? MaxKernelMethodLinesWithReason
            : MaxKernelMethodLines;

    /// <summary>A row of numbers or texts, or a line of a text that spans lines, is as wide as its content.</summary>
    static bool IsTable(string text, string code) =>
        !Word().IsMatch(code) && !text.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z_]{3,}")]
    private static partial Regex Word();
}
